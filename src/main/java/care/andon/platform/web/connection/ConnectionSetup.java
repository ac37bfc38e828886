package care.andon.platform.web.connection;

import care.andon.platform.web.InvalidRequests;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.impl.VertxHandler;
import io.vertx.core.spi.VertxServiceProvider;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Gives each HTTP connection our decoder and our answer to invalid requests. Quarkus has a setting
 * for neither, so this changes the transport of Vert.x, which loads this class as a service.
 * Connections with TLS stay as they are, because their pipeline is built after the handshake.
 */
public final class ConnectionSetup implements VertxServiceProvider {
  @Override
  public void init(VertxBuilder builder) {
    if (builder.findTransport() instanceof JDKTransport) {
      builder.findTransport(new Transport());
    }
  }

  private static final class Transport extends JDKTransport {
    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap server) {
      super.configure(options, domainSocket, server);
      server.childHandler(new Initializer(server.config().childHandler()));
    }
  }

  /** Lets Vert.x build the pipeline of a connection, then replaces two parts of it. */
  private static final class Initializer extends ChannelInitializer<Channel> {
    private static final String DECODER = "httpDecoder";

    private final ChannelHandler vertx;
    private final HttpServerOptions limits;
    private final Duration patience;

    Initializer(ChannelHandler vertx) {
      this.vertx = vertx;
      var config = ConfigProvider.getConfig();
      this.limits =
          new HttpServerOptions()
              .setMaxInitialLineLength(
                  config.getValue("quarkus.http.limits.max-initial-line-length", Integer.class))
              .setMaxHeaderSize(
                  (int)
                      config
                          .getValue("quarkus.http.limits.max-header-size", MemorySize.class)
                          .asLongValue());
      this.patience = config.getValue("andon.http.receive-timeout", Duration.class);
    }

    @Override
    protected void initChannel(Channel channel) {
      var pipeline = channel.pipeline();
      pipeline.addLast(vertx);
      if (pipeline.get(DECODER) != null
          && pipeline.get(VertxHandler.class).getConnection()
              instanceof Http1xServerConnection connection) {
        pipeline.replace(DECODER, DECODER, new RequestDecoder(limits, patience));
        connection.invalidRequestHandler(InvalidRequests::answer);
      }
    }
  }
}
