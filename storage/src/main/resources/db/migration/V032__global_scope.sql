-- What is known to every tenant belongs to one subject of a tenant no key speaks for. That subject is readable by a policy of its own; the policy
-- of a tenant's subjects leaves its tenant out, so nothing else that might ever lie there is readable at all.
do $walls$
declare
  wall text;
begin
  foreach wall in array array[
    'memory', 'memory_version', 'subject', 'forgotten', 'erasure', 'conversation', 'session', 'session_verdict']
  loop
    execute format(
      'alter policy own_subject on %I using (
         tenant <> ''mneme-global''
         and tenant = current_setting(''mneme.tenant'', true) and user_id = current_setting(''mneme.user'', true))',
      wall);
  end loop;
  -- it has no conversations and no sessions
  foreach wall in array array['memory', 'memory_version', 'subject', 'forgotten', 'erasure']
  loop
    execute format(
      'create policy global_scope on %I for select to mneme_reader using (
         tenant = ''mneme-global'' and user_id = ''mneme:global''
         and current_setting(''mneme.tenant'', true) = ''mneme-global''
         and current_setting(''mneme.user'', true) = ''mneme:global'')',
      wall);
  end loop;
end
$walls$;
