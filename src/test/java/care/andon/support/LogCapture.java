package care.andon.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Captures what the service logs while this is open: all levels down to debug, with stack traces.
 */
public final class LogCapture extends Handler implements AutoCloseable {
  /** The HTTP client of the tests logs everything it sends, so it is left out. */
  private static final String CLIENT = "org.apache.http";

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();

  public LogCapture() {
    setLevel(Level.ALL);
    root.setLevel(Level.FINE);
    root.addHandler(this);
  }

  /** Returns everything that was captured. */
  public String text() {
    return lines.stream().collect(Collectors.joining("\n"));
  }

  @Override
  public void publish(LogRecord record) {
    if (String.valueOf(record.getLoggerName()).startsWith(CLIENT)) {
      return;
    }
    var line = new StringWriter();
    line.append(record.getLevel() + " " + record.getLoggerName() + " ");
    line.append(ExtLogRecord.wrap(record).getFormattedMessage());
    if (record.getThrown() != null) {
      record.getThrown().printStackTrace(new PrintWriter(line, true));
    }
    lines.add(line.toString());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
    root.setLevel(before);
  }
}
