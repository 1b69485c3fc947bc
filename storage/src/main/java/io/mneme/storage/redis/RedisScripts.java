package io.mneme.storage.redis;

import io.lettuce.core.codec.Base16;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What Redis does in one step, so that no reader sees half of it. */
final class RedisScripts {

  /**
   * A script.
   *
   * @param digest SHA-1 of the text, by which a server that has it once is asked to run it
   */
  record Script(String text, String digest) {
    static Script of(String text) {
      return new Script(text, Base16.digest(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /**
   * Applies the effects of a batch on one subject, unless later ones were applied already.
   *
   * <p>Keys: applied, revision, conversations, sessions, then one an operation. Arguments: offset,
   * revision or '', milliseconds a revision, a buffer and a session are held, turns a buffer holds,
   * what to drop first ('', 'turns' or 'all'), then three an operation: 'turn', 'revise' or
   * 'session'; turn; value. Answers how many buffers and states it dropped.
   */
  static final Script WRITE_SUBJECT =
      Script.of(
          """
          local applied, revision, conversations, sessions = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
          local revision_ms, turns_ms, session_ms = ARGV[3], ARGV[4], ARGV[5]
          local last = redis.call('get', applied)
          if last and tonumber(ARGV[1]) < tonumber(last) then return 0 end
          redis.call('set', applied, ARGV[1], 'px', turns_ms)

          if ARGV[2] ~= '' then
            local known = redis.call('get', revision)
            if not known or tonumber(known) <= tonumber(ARGV[2]) then
              redis.call('set', revision, ARGV[2], 'px', revision_ms)
            end
          end

          local dropped = 0
          local function drop(index)
            for _, key in ipairs(redis.call('smembers', index)) do
              dropped = dropped + redis.call('del', key)
            end
            redis.call('del', index)
          end
          if ARGV[7] ~= '' then drop(conversations) end
          if ARGV[7] == 'all' then drop(sessions) end

          for at = 5, #KEYS do
            local key, base = KEYS[at], 8 + (at - 5) * 3
            local what, turn, value = ARGV[base], ARGV[base + 1], ARGV[base + 2]
            if what == 'session' then
              redis.call('sadd', sessions, key)
              redis.call('pexpire', sessions, turns_ms)
              redis.call('set', key, value, 'px', session_ms)
            else
              local held = redis.call('sismember', conversations, key) == 1
              if not held then redis.call('del', key) end
              if what == 'turn' or (held and redis.call('zcount', key, turn, turn) > 0) then
                redis.call('sadd', conversations, key)
                redis.call('pexpire', conversations, turns_ms)
                redis.call('zremrangebyscore', key, turn, turn)
                redis.call('zadd', key, turn, value)
                redis.call('zremrangebyrank', key, 0, -1 - tonumber(ARGV[6]))
                redis.call('pexpire', key, turns_ms)
              end
            end
          end
          return dropped
          """);

  /**
   * Forgets what is held of a subject. Keys: revision, conversations, sessions. The revision is set
   * before it is deleted: readers are told of a change, and a key that is not there has none.
   * Answers how many buffers and states went.
   */
  static final Script OUTDATE_SUBJECT =
      Script.of(
          """
          local dropped = 0
          for at = 2, 3 do
            for _, key in ipairs(redis.call('smembers', KEYS[at])) do
              dropped = dropped + redis.call('del', key)
            end
            redis.call('del', KEYS[at])
          end
          redis.call('set', KEYS[1], '0')
          redis.call('del', KEYS[1])
          return dropped
          """);

  /** Moves partitions on, never back. Key: progress. Arguments: partition, next offset, ... */
  static final Script ADVANCE_PROGRESS =
      Script.of(
          """
          for at = 1, #ARGV, 2 do
            local known = redis.call('hget', KEYS[1], ARGV[at])
            if not known or tonumber(known) < tonumber(ARGV[at + 1]) then
              redis.call('hset', KEYS[1], ARGV[at], ARGV[at + 1])
            end
          end
          return 1
          """);

  /** The last turns of a buffer, last first, where it is held. Keys: conversations, buffer. */
  static final Script READ_TURNS =
      Script.of(
          """
          if redis.call('sismember', KEYS[1], KEYS[2]) == 0 then return {} end
          return redis.call('zrevrange', KEYS[2], 0, tonumber(ARGV[1]) - 1)
          """);

  /** A session's state, where it is held. Keys: sessions, session. */
  static final Script READ_SESSION =
      Script.of(
          """
          if redis.call('sismember', KEYS[1], KEYS[2]) == 0 then return false end
          return redis.call('get', KEYS[2])
          """);

  static final List<Script> ALL =
      List.of(WRITE_SUBJECT, OUTDATE_SUBJECT, ADVANCE_PROGRESS, READ_TURNS, READ_SESSION);

  private RedisScripts() {}
}
