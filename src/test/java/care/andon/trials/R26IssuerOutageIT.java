package care.andon.trials;

import care.andon.IssuerOutageIT;

/**
 * R26: the issuer is away, or its keys change. Known keys still work, and the service does not
 * storm it.
 */
@Experiment
class R26IssuerOutageIT extends IssuerOutageIT {}
