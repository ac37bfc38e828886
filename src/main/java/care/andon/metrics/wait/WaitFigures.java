package care.andon.metrics.wait;

import care.andon.metrics.asof.AsOf;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** Computes how long caregivers waited. */
@ApplicationScoped
public class WaitFigures {
  private final AskedRequests requests;
  private final DataSource database;

  WaitFigures(AskedRequests requests, DataSource database) {
    this.requests = requests;
    this.database = database;
  }

  /** Computes the figures of the requests that were asked in the scope's period. */
  public FigureAnswer<WaitFigure> answer(FigureScope scope, AsOf asOf) {
    var waits = new WaitCollector(RequestGroups.by(scope.by(), database), asOf);
    requests.read(scope, asOf.at(), waits::add);
    return waits.answer(scope);
  }
}
