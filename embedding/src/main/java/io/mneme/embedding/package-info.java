/** Text to vector. A port with two adapters: in-process ONNX and an OpenAI-compatible endpoint. */
@NullMarked
package io.mneme.embedding;

import org.jspecify.annotations.NullMarked;
