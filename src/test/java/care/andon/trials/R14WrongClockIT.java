package care.andon.trials;

import care.andon.request.ThreeInstancesIT;

/**
 * R14, and R8 at full length: three instances share thousands of deadlines; one is killed, one is
 * frozen for 90 s. Two clocks are wrong: one is ten minutes behind, one ten minutes ahead.
 */
@Experiment
class R14WrongClockIT extends ThreeInstancesIT {}
