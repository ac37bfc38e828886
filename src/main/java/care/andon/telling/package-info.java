/**
 * Tells people what happened. The history is the outbox: {@link NoticePlanner} reads new events and
 * plans a {@code notice} for each person to be told. {@link Telling} claims notices of one person,
 * decides with {@code telling.engine} whether they are still needed, and sends one message by
 * {@code channel}; {@link NoticeResults} records what became of it. {@code telling.contact} keeps
 * where people are told, {@link NoticeAudit} says who was told.
 */
@NullMarked
package care.andon.telling;

import org.jspecify.annotations.NullMarked;
