package care.andon.trials;

import care.andon.request.ThreeInstancesIT;

/**
 * R14, and R8 at full length: three instances share thousands of deadlines; one is killed, one is
 * frozen for 90 s, and one has a clock that is ten minutes ahead.
 */
@Experiment
class R14WrongClockIT extends ThreeInstancesIT {}
