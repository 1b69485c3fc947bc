// Remembers the texts of a file with mem0's library, then searches them for some seconds.
// Prints one line for the benchmark: RESULT {...}
import { readFileSync } from 'node:fs';
import { Memory } from 'mem0ai/oss';

const asked = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const memory = new Memory({
  version: 'v1.1',
  embedder: {
    provider: 'openai',
    config: { apiKey: 'none', model: 'stub', baseURL: asked.embedder, embeddingDims: asked.dimensions },
  },
  vectorStore: {
    provider: 'pgvector',
    config: {
      collectionName: 'memories',
      embeddingModelDims: asked.dimensions,
      dimension: asked.dimensions,
      host: asked.host,
      port: asked.port,
      user: asked.login,
      password: asked.password,
      dbname: asked.database,
    },
  },
  llm: { provider: 'openai', config: { apiKey: 'none', model: 'none', baseURL: asked.embedder } },
  historyStore: { provider: 'memory', config: {} },
  disableHistory: true,
});

async function each(items, work) {
  let next = 0;
  const line = async () => {
    while (next < items.length) await work(items[next++]);
  };
  await Promise.all(Array.from({ length: asked.clients }, line));
}

const user = 'one';
await memory.add(asked.texts[0], { userId: user, infer: false });
await each(asked.texts.slice(1), (text) => memory.add(text, { userId: user, infer: false }));

let found = 0;
async function searches(seconds) {
  const end = performance.now() + seconds * 1000;
  const started = performance.now();
  let answered = 0;
  const line = async (from) => {
    for (let i = from; performance.now() < end; i++) {
      const question = asked.questions[i % asked.questions.length];
      const answer = await memory.search(question, {
        filters: { user_id: user },
        topK: asked.answers,
        threshold: 0,
      });
      found = Math.max(found, answer.results.length);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: asked.clients }, (_, i) => line(i * 7)));
  return (answered * 1000) / (performance.now() - started);
}

await searches(asked.seconds / 2);
const perSecond = await searches(asked.seconds);
console.log('RESULT ' + JSON.stringify({ per_second: perSecond, found }));
process.exit(0);
