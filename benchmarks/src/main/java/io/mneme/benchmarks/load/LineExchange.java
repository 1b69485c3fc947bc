package io.mneme.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.stream.ChunkedStream;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * A request of lines whose answers are read while lines are still sent, which the HTTP client of
 * the JDK does not do.
 */
public final class LineExchange {
  private static final int CHUNK_BYTES = 64 << 10;

  private LineExchange() {}

  /**
   * Sends the lines, and returns when the answer has come to its end.
   *
   * @param key API key of the caller
   * @param answers told each line of the answer, by one thread
   * @throws IOException when the answer is not a 200 or breaks off
   */
  public static void post(URI url, String key, InputStream lines, Consumer<String> answers)
      throws IOException, InterruptedException {
    IoHandlerFactory sockets = NioIoHandler.newFactory();
    try (MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, sockets)) {
      CompletableFuture<Void> ended = new CompletableFuture<>();
      Channel channel =
          new Bootstrap()
              .group(loop)
              .channel(NioSocketChannel.class)
              .handler(pipeline(new Answers(answers, ended)))
              .connect(url.getHost(), url.getPort())
              .sync()
              .channel();
      // what cannot be written ends the channel, and with it the answer
      var _ = channel.write(head(url, key));
      var _ = channel.writeAndFlush(new HttpChunkedInput(new ChunkedStream(lines, CHUNK_BYTES)));
      ended.get();
    } catch (ExecutionException e) {
      throw new IOException("the stream of lines broke off", e.getCause());
    }
  }

  private static HttpRequest head(URI url, String key) {
    HttpRequest head =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, url.getRawPath());
    head.headers()
        .set(HttpHeaderNames.HOST, url.getAuthority())
        .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + key)
        .set(HttpHeaderNames.CONTENT_TYPE, "application/x-ndjson")
        .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    return head;
  }

  private static ChannelInitializer<Channel> pipeline(Answers answers) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new HttpClientCodec(), new ChunkedWriteHandler(), answers);
      }
    };
  }

  /** Cuts the answer into lines. */
  private static final class Answers extends SimpleChannelInboundHandler<HttpObject> {
    private final Consumer<String> lines;
    private final CompletableFuture<Void> ended;
    private final StringBuilder line = new StringBuilder();

    Answers(Consumer<String> lines, CompletableFuture<Void> ended) {
      this.lines = lines;
      this.ended = ended;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
      if (part instanceof HttpResponse head && !head.status().equals(HttpResponseStatus.OK)) {
        ended.completeExceptionally(new IOException("answered with " + head.status()));
      }
      if (part instanceof HttpContent content) {
        take(content.content());
      }
      if (part instanceof LastHttpContent) {
        ended.complete(null);
      }
    }

    private void take(ByteBuf bytes) {
      while (bytes.isReadable()) {
        int length = bytes.bytesBefore((byte) '\n');
        boolean whole = length >= 0;
        line.append(
            bytes.readCharSequence(
                whole ? length : bytes.readableBytes(), StandardCharsets.ISO_8859_1));
        if (whole) {
          bytes.skipBytes(1);
          lines.accept(line.toString());
          line.setLength(0);
        }
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      ended.completeExceptionally(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      ended.completeExceptionally(new EOFException("the server closed the connection"));
    }
  }
}
