package care.andon;

import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests that are not in {@link FirstHalfSuite}. */
@Suite
@SelectPackages("care.andon")
@ExcludePackages({
  "care.andon.request",
  "care.andon.directory",
  "care.andon.story",
  "care.andon.sla",
  "care.andon.telling"
})
class SecondHalfSuite {}
