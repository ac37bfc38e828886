package care.andon.trials;

import care.andon.ConnectionPoolerIT;

/** R22: the service refuses to start behind pgbouncer, in any mode, so no act can be lost there. */
@Experiment
class R22ConnectionPoolerIT extends ConnectionPoolerIT {}
