package care.andon;

import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The tests of requests, of the directory, of whole stories, of promises and of telling people.
 * {@code ./mvnw verify} runs this half and {@link SecondHalfSuite} side by side, each in a JVM with
 * its own service and its own database. The cut is by time only: every package of tests may move to
 * the other half.
 */
@Suite
@SelectPackages({
  "care.andon.request",
  "care.andon.directory",
  "care.andon.story",
  "care.andon.sla",
  "care.andon.telling"
})
class FirstHalfSuite {}
