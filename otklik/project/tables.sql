CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);
CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);
CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);
CREATE FUNCTION public.answers_watch(which bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  it answers_answer%rowtype;
  editors bigint[];
  needed integer;
begin
  select * into it from answers_answer where id = which for no key update;
  if not found then return; end if;
  needed := jsonb_array_length(it.steps);
  select array_agg(by_id) into editors from (
    select by_id from answers_answerversion where answer_id = which and by_id is not null
    union select it.by_id where it.by_id is not null) as people;
  if exists (select 1 from answers_approval where answer_id = which and dropped_at is null and by_id = any(editors))
     or needed > 0 and (it.approved_by_id = any(editors) or it.checked_by_id = any(editors)) then
    raise exception 'answer %: who has a hand in a text does not approve it', which
      using errcode = 'check_violation', constraint = 'approver_is_no_editor';
  end if;
  if exists (select 1 from answers_approval
             where answer_id = which and dropped_at is null and text_hash <> it.text_hash) then
    raise exception 'answer %: the text is not the one that was approved', which
      using errcode = 'check_violation', constraint = 'approval_is_of_this_text';
  end if;
  if it.state = 'sending' and not it.is_urgent and needed > (
       select count(*) from answers_approval where answer_id = which and dropped_at is null) then
    raise exception 'answer %: it needs % approvals before it is sent', which, needed
      using errcode = 'check_violation', constraint = 'approved_before_sent';
  end if;
end $$;
CREATE FUNCTION public.answers_watch_answer() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' and (jsonb_array_length(new.steps) < jsonb_array_length(old.steps)
                           or new.is_urgent <> old.is_urgent) then
    raise exception 'answer %: what it needs does not become less', new.id
      using errcode = 'check_violation', constraint = 'steps_stay';
  end if;
  if new.state = 'sending' and (tg_op = 'INSERT' or old.state <> 'sending')
     and new.text_hash <> encode(sha256(convert_to(new.text, 'UTF8')), 'hex') then
    raise exception 'answer %: its hash is of another text', new.id
      using errcode = 'check_violation', constraint = 'hash_is_of_this_text';
  end if;
  perform answers_watch(new.id);
  return null;
end $$;
CREATE FUNCTION public.answers_watch_part() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform answers_watch(new.answer_id);
  return null;
end $$;
CREATE FUNCTION public.integrations_revoke_keys() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  update integrations_apikey set revoked_at = now() where owner_id = new.id and revoked_at is null;
  return null;
end $$;
CREATE FUNCTION public.organizations_tell_of_rights() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_table_name = 'organizations_signinpolicy' then
    perform pg_notify('otklik_rights', '');
  elsif tg_table_name = 'organizations_staff' then
    perform pg_notify('otklik_rights', new.id::text);
  else
    perform pg_notify('otklik_rights', coalesce(new.staff_id, old.staff_id)::text);
  end if;
  return null;
end $$;
CREATE FUNCTION public.otklik_keep_months(parent text, since date, ahead integer, oldest date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  family regclass := format('public.%I', parent)::regclass;
  is_kept boolean := exists (select from pg_trigger where tgrelid = family and tgname = 'never_emptied');
  month date := date_trunc('month', since);
  part text;
begin
  perform set_config('lock_timeout', '2s', true);
  for place in 0..ahead loop
    part := parent || to_char(month, '"_"YYYY"_"MM');
    if to_regclass(format('public.%I', part)) is null then
      execute format('create table public.%I partition of %s for values from (%L) to (%L)', part, family,
        to_char(month, 'YYYY-MM-DD"+00"'), to_char(month + interval '1 month', 'YYYY-MM-DD"+00"'));
      if is_kept then
        execute format('create trigger never_emptied before truncate on public.%I'
                       ' for each statement execute function public.otklik_never_emptied()', part);
      end if;
    end if;
    month := month + interval '1 month';
  end loop;
  if oldest is null then
    return;
  end if;
  if is_kept then
    raise exception 'months of % are kept', parent;
  end if;
  for part in
    select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = family and relname ~ '_[0-9]{4}_[0-9]{2}$'
      and to_date(right(relname, 7), 'YYYY_MM') + interval '1 month' <= oldest
  loop
    execute format('drop table public.%I', part);
  end loop;
end $_$;
CREATE FUNCTION public.otklik_never_emptied() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if current_setting('otklik.past_keeping', true) = 'on' then
    return null;
  end if;
  raise exception '% is never emptied', tg_table_name using errcode = 'restrict_violation';
end $$;
CREATE FUNCTION public.otklik_only_added() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if current_setting('otklik.past_keeping', true) = 'on' then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  if tg_op = 'UPDATE' and to_jsonb(old) ->> 'seal' = '' and to_jsonb(new) ->> 'seal' <> ''
     and to_jsonb(new) - array['seal', 'sealed_no'] = to_jsonb(old) - array['seal', 'sealed_no'] then
    return new;
  end if;
  raise exception 'rows of % are only ever added', tg_table_name using errcode = 'restrict_violation';
end $$;
CREATE FUNCTION public.otklik_only_onward() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'UPDATE' and new.chain = old.chain and new.sealed_no > old.sealed_no then
    return new;
  end if;
  raise exception 'the head of a chain only goes on' using errcode = 'restrict_violation';
end $$;
CREATE FUNCTION public.otklik_take_out_words(kept text, ids bigint[], moment timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
begin
  if not exists (
    select from pg_trigger where tgrelid = format('public.%I', kept)::regclass and tgname = 'only_added'
  ) then
    raise exception '% keeps no rows', kept;
  end if;
  perform set_config('otklik.past_keeping', 'on', true);
  execute format('update public.%I set because = '''', details = ''{}'', salt = '''', erased_at = $1'
                 ' where id = any($2)', kept) using moment, ids;
  perform set_config('otklik.past_keeping', 'off', true);
end $_$;
CREATE FUNCTION public.pages_tell_the_edge() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('otklik_pages', '');
  return null;
end $$;
CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;
    RETURN job_ids;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;
    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;
    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;
    RETURN _job_id;
END;
$$;
CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);
CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;
 RETURN found_jobs;
END;
$$;
CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;
CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION public.publication_hide_with_its_photo() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  delete from publication_publishedphoto where number = old.public_number;
  return null;
end
$$;
CREATE FUNCTION public.publication_note_taken_back() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  insert into publication_takenback (published_at) values (old.published_at);
  return null;
end
$$;
CREATE FUNCTION public.publication_note_withdrawal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  insert into publication_withdrawal default values;
  return null;
end
$$;
CREATE FUNCTION public.publication_untie_joined() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  update publication_publishedcase set main_number = '', changed_at = now() where main_number = old.number;
  return null;
end
$$;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_answer (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    text text NOT NULL,
    text_hash character varying(64) NOT NULL,
    promised_on date,
    written_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    sent_back_because text NOT NULL,
    sent_at timestamp with time zone,
    url character varying(300) NOT NULL,
    external_id character varying(200) NOT NULL,
    awaits_publication boolean NOT NULL,
    act_id bigint,
    appeal_id bigint NOT NULL,
    approved_by_id bigint,
    by_id bigint,
    steps jsonb DEFAULT '[]'::jsonb NOT NULL,
    is_urgent boolean DEFAULT false NOT NULL,
    checked_by_id bigint,
    checked_at timestamp with time zone,
    check_says text DEFAULT ''::text NOT NULL,
    step_due_at timestamp with time zone,
    step_terms jsonb DEFAULT '[]'::jsonb NOT NULL,
    step_remind_at timestamp with time zone,
    officials character varying(200)[]
);
ALTER TABLE public.answers_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_answerversion (
    id bigint NOT NULL,
    text text NOT NULL,
    text_hash character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    appeal_id bigint NOT NULL,
    answer_id bigint,
    by_id bigint
);
ALTER TABLE public.answers_answerversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_answerversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_approval (
    id bigint NOT NULL,
    step smallint NOT NULL,
    text_hash character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    dropped_at timestamp with time zone,
    answer_id bigint NOT NULL,
    by_id bigint NOT NULL,
    CONSTRAINT answers_approval_step_check CHECK ((step >= 0))
);
ALTER TABLE public.answers_approval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_approval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_approvalrule (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    "position" smallint NOT NULL,
    importance character varying(10) NOT NULL,
    author_role character varying(20) NOT NULL,
    steps jsonb NOT NULL,
    may_be_urgent boolean NOT NULL,
    is_active boolean NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    body_id bigint,
    topic_id bigint,
    entered_by_id bigint,
    step_terms jsonb DEFAULT '[]'::jsonb NOT NULL,
    forbids_personal boolean DEFAULT false NOT NULL,
    CONSTRAINT answers_approvalrule_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.answers_approvalrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_approvalrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_bulkitem (
    id bigint NOT NULL,
    state character varying(8) NOT NULL,
    why character varying(500) NOT NULL,
    before jsonb NOT NULL,
    version integer NOT NULL,
    appeal_id bigint NOT NULL,
    run_id bigint NOT NULL,
    done_at timestamp with time zone,
    seen jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT answers_bulkitem_version_check CHECK ((version >= 0))
);
ALTER TABLE public.answers_bulkitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_bulkitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_bulkrun (
    id bigint NOT NULL,
    key character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    doings jsonb NOT NULL,
    undone_at timestamp with time zone,
    by_id bigint NOT NULL,
    macro_id bigint,
    acts_as character varying(200) DEFAULT ''::character varying NOT NULL,
    posts jsonb DEFAULT '[]'::jsonb NOT NULL,
    stage character varying(8) DEFAULT 'done'::character varying NOT NULL,
    tasks jsonb DEFAULT '[]'::jsonb NOT NULL
);
ALTER TABLE public.answers_bulkrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_bulkrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_caseresult (
    appeal_id bigint NOT NULL,
    outcome character varying(20) NOT NULL,
    has_evidence boolean NOT NULL,
    has_date boolean NOT NULL,
    has_action boolean NOT NULL,
    is_formal boolean NOT NULL,
    read_at timestamp with time zone NOT NULL,
    checked_at timestamp with time zone,
    was_formal boolean,
    checked_by_id bigint
);
CREATE TABLE public.answers_draft (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    text text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    appeal_id bigint NOT NULL,
    by_id bigint NOT NULL,
    saves integer DEFAULT 1 NOT NULL,
    held_by_id bigint,
    held_until timestamp with time zone,
    CONSTRAINT answers_draft_saves_check CHECK ((saves >= 0))
);
ALTER TABLE public.answers_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_facts (
    id bigint NOT NULL,
    question text NOT NULL,
    asked_at timestamp with time zone,
    text text NOT NULL,
    at timestamp with time zone,
    appeal_id bigint NOT NULL,
    asked_by_id bigint,
    by_id bigint,
    key character varying(36) DEFAULT ''::character varying NOT NULL
);
ALTER TABLE public.answers_facts ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_facts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_facts_photos (
    id bigint NOT NULL,
    facts_id bigint NOT NULL,
    casephoto_id bigint NOT NULL
);
ALTER TABLE public.answers_facts_photos ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_facts_photos_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_macro (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    tasks jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    is_active boolean NOT NULL,
    body_id bigint,
    made_by_id bigint
);
ALTER TABLE public.answers_macro ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_macro_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_presence (
    id bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    appeal_id bigint NOT NULL,
    staff_id bigint NOT NULL
);
ALTER TABLE public.answers_presence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_presence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_readyfile (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    file_id bigint NOT NULL,
    text_id bigint NOT NULL
);
ALTER TABLE public.answers_readyfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_readyfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_readytext (
    id bigint NOT NULL,
    folder character varying(120) NOT NULL,
    name character varying(120) NOT NULL,
    text text NOT NULL,
    kind character varying(10) NOT NULL,
    state character varying(20) NOT NULL,
    since_on date,
    until_on date,
    used_count integer NOT NULL,
    is_active boolean NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    topic_id bigint,
    body_id bigint,
    entered_by_id bigint,
    CONSTRAINT answers_readytext_used_count_check CHECK ((used_count >= 0))
);
ALTER TABLE public.answers_readytext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_readytext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_residentverdict (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    given_at timestamp with time zone,
    is_solved boolean,
    mark smallint,
    reasons character varying(12)[] NOT NULL,
    words text NOT NULL,
    explained_at timestamp with time zone,
    explanation text NOT NULL,
    appeal_id bigint NOT NULL,
    explained_by_id bigint,
    CONSTRAINT answers_residentverdict_mark_check CHECK ((mark >= 0)),
    CONSTRAINT mark_is_one_to_five CHECK (((mark IS NULL) OR ((mark >= 1) AND (mark <= 5)))),
    CONSTRAINT verdict_given_whole CHECK ((((given_at IS NULL) AND (is_solved IS NULL)) OR ((given_at IS NOT NULL) AND (is_solved IS NOT NULL))))
);
ALTER TABLE public.answers_residentverdict ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_residentverdict_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_residentverdict_photos (
    id bigint NOT NULL,
    residentverdict_id bigint NOT NULL,
    casephoto_id bigint NOT NULL
);
ALTER TABLE public.answers_residentverdict_photos ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_residentverdict_photos_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_shownfile (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    file_id bigint NOT NULL,
    shown_id bigint NOT NULL
);
ALTER TABLE public.answers_shownfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_shownfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_shownphotos (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    appeal_id bigint NOT NULL,
    by_id bigint NOT NULL
);
ALTER TABLE public.answers_shownphotos ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_shownphotos_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.answers_shownphotos_photos (
    id bigint NOT NULL,
    shownphotos_id bigint NOT NULL,
    casephoto_id bigint NOT NULL
);
ALTER TABLE public.answers_shownphotos_photos ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_shownphotos_photos_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE SEQUENCE public.appeal_number
    START WITH 1001
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.appeals_appeal (
    id bigint NOT NULL,
    number bigint NOT NULL,
    thread_id character varying(200) NOT NULL,
    kind character varying(12) NOT NULL,
    legal_regime character varying(16) NOT NULL,
    channel character varying(16) NOT NULL,
    state character varying(20) NOT NULL,
    title character varying(200) NOT NULL,
    typed_text text NOT NULL,
    source_url character varying(300) NOT NULL,
    author_name character varying(200) NOT NULL,
    address character varying(300) NOT NULL,
    importance character varying(10) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    due_at timestamp with time zone,
    assign_due_at timestamp with time zone,
    assigned_at timestamp with time zone,
    primary_due_at timestamp with time zone,
    primary_answered_at timestamp with time zone,
    primary_is_interim boolean NOT NULL,
    final_due_at timestamp with time zone,
    final_answered_at timestamp with time zone,
    first_due_at timestamp with time zone,
    paused_at timestamp with time zone,
    deferred_until timestamp with time zone,
    closed_at timestamp with time zone,
    outcome character varying(20) NOT NULL,
    reopened_count smallint NOT NULL,
    wrote_again_at timestamp with time zone,
    is_sending boolean NOT NULL,
    delivery_trouble character varying(8) NOT NULL,
    is_by_machine boolean NOT NULL,
    decided_by jsonb NOT NULL,
    search tsvector,
    body_id bigint NOT NULL,
    duplicate_of_id bigint,
    executor_id bigint,
    founder_id bigint,
    municipality_id bigint,
    outside_message_id bigint,
    page_id bigint,
    topic_id bigint,
    publication_is_stale boolean NOT NULL,
    latitude double precision,
    longitude double precision,
    clock_log jsonb NOT NULL,
    final_working_minutes integer,
    primary_working_minutes integer,
    warn_at timestamp with time zone,
    not_solved_at timestamp with time zone,
    words_read_at timestamp with time zone,
    tell_at timestamp with time zone,
    source_number character varying(60) DEFAULT ''::character varying NOT NULL,
    folded_in_id bigint,
    CONSTRAINT appeals_appeal_final_working_minutes_check CHECK ((final_working_minutes >= 0)),
    CONSTRAINT appeals_appeal_primary_working_minutes_check CHECK ((primary_working_minutes >= 0)),
    CONSTRAINT appeals_appeal_reopened_count_check CHECK ((reopened_count >= 0)),
    CONSTRAINT appeals_appeal_version_check CHECK ((version >= 0))
);
ALTER TABLE public.appeals_appeal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_appeal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_appealmessage (
    id bigint NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    appeal_id bigint NOT NULL,
    message_id bigint NOT NULL
);
ALTER TABLE public.appeals_appealmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_appealmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_callback (
    appeal_id bigint NOT NULL,
    phone character varying(15) NOT NULL,
    called_at timestamp with time zone,
    called_by_id bigint
);
CREATE TABLE public.appeals_casepart (
    id bigint NOT NULL,
    question text NOT NULL,
    to_name character varying(200) NOT NULL,
    link_hash character varying(64) NOT NULL,
    link_until timestamp with time zone,
    asked_at timestamp with time zone NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    taken_back_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    child_id bigint,
    whole_id bigint NOT NULL,
    CONSTRAINT part_of_body_or_by_link CHECK ((((child_id IS NULL) AND (link_until IS NOT NULL)) OR ((child_id IS NOT NULL) AND ((link_hash)::text = ''::text))))
);
ALTER TABLE public.appeals_casepart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_casepart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_casephoto (
    id bigint NOT NULL,
    of character varying(10) NOT NULL,
    stage character varying(10) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone,
    latitude double precision,
    longitude double precision,
    appeal_id bigint NOT NULL,
    by_id bigint,
    file_id bigint NOT NULL,
    part_id bigint,
    CONSTRAINT photo_point CHECK ((((latitude IS NULL) AND (longitude IS NULL)) OR ((latitude >= ('-90.0'::numeric)::double precision) AND (latitude <= (90.0)::double precision) AND ((longitude >= ('-180.0'::numeric)::double precision) AND (longitude <= (180.0)::double precision)))))
);
ALTER TABLE public.appeals_casephoto ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_casephoto_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_casetag (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    appeal_id bigint NOT NULL,
    by_id bigint,
    tag_id bigint NOT NULL
);
ALTER TABLE public.appeals_casetag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_casetag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_deadlinepolicy (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    priority smallint NOT NULL,
    regime character varying(16) NOT NULL,
    channel character varying(16) NOT NULL,
    kind character varying(12) NOT NULL,
    importance character varying(10) NOT NULL,
    terms jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    body_id bigint,
    ended_by_id bigint,
    made_by_id bigint,
    topic_id bigint,
    CONSTRAINT appeals_deadlinepolicy_priority_check CHECK ((priority >= 0))
);
ALTER TABLE public.appeals_deadlinepolicy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_deadlinepolicy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_defaultview (
    staff_id bigint NOT NULL,
    view_id bigint NOT NULL
);
CREATE TABLE public.appeals_differentcases (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    certainty double precision NOT NULL,
    by_id bigint,
    first_id bigint NOT NULL,
    second_id bigint NOT NULL,
    CONSTRAINT different_in_order CHECK ((first_id < second_id))
);
ALTER TABLE public.appeals_differentcases ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_differentcases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_emergency (
    appeal_id bigint NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    calls smallint NOT NULL,
    next_at timestamp with time zone,
    taken_at timestamp with time zone,
    taken_by_id bigint,
    CONSTRAINT appeals_emergency_calls_check CHECK ((calls >= 0))
);
CREATE TABLE public.appeals_extension (
    id bigint NOT NULL,
    clock character varying(12) NOT NULL,
    due_before timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    because text NOT NULL,
    at timestamp with time zone NOT NULL,
    appeal_id bigint NOT NULL,
    by_id bigint NOT NULL
);
ALTER TABLE public.appeals_extension ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_extension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_note (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    text text NOT NULL,
    appeal_id bigint NOT NULL,
    by_id bigint NOT NULL
);
ALTER TABLE public.appeals_note ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_relatedcases (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    first_id bigint NOT NULL,
    second_id bigint NOT NULL,
    CONSTRAINT related_in_order CHECK ((first_id < second_id))
);
ALTER TABLE public.appeals_relatedcases ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_relatedcases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_route (
    id bigint NOT NULL,
    priority smallint NOT NULL,
    body_id bigint NOT NULL,
    page_id bigint,
    territory_id bigint,
    topic_id bigint,
    days character varying(7) NOT NULL,
    executor_id bigint,
    importance character varying(10) NOT NULL,
    kind character varying(12) NOT NULL,
    most_open smallint,
    street character varying(200) NOT NULL,
    time_from time without time zone,
    time_to time without time zone,
    way character varying(12) NOT NULL,
    words character varying(400) NOT NULL,
    policy_id bigint,
    CONSTRAINT appeals_route_most_open_check CHECK ((most_open >= 0)),
    CONSTRAINT appeals_route_priority_check CHECK ((priority >= 0))
);
ALTER TABLE public.appeals_route ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_route_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_routetrouble (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    case_number bigint,
    since_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    count integer NOT NULL,
    ended_at timestamp with time zone,
    body_id bigint NOT NULL,
    route_id bigint,
    CONSTRAINT appeals_routetrouble_count_check CHECK ((count >= 0))
);
ALTER TABLE public.appeals_routetrouble ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_routetrouble_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_savedview (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    asked jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    body_id bigint,
    owner_id bigint NOT NULL
);
ALTER TABLE public.appeals_savedview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_savedview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_tag (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    is_public boolean NOT NULL,
    is_active boolean NOT NULL,
    version integer NOT NULL,
    publication_is_stale boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    body_id bigint,
    made_by_id bigint,
    CONSTRAINT appeals_tag_version_check CHECK ((version >= 0))
);
ALTER TABLE public.appeals_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_transition (
    id bigint NOT NULL,
    act character varying(20) NOT NULL,
    from_state character varying(20) NOT NULL,
    to_state character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    actor character varying(12) NOT NULL,
    reason text NOT NULL,
    appeal_id bigint NOT NULL,
    body_id bigint,
    by_id bigint,
    noted_at timestamp with time zone
);
ALTER TABLE public.appeals_transition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_transition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.appeals_warningpolicy (
    id bigint NOT NULL,
    executor smallint[] NOT NULL,
    coordinator smallint[] NOT NULL,
    head smallint[] NOT NULL,
    reminder_days smallint NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by_id bigint,
    CONSTRAINT appeals_warningpolicy_reminder_days_check CHECK ((reminder_days >= 0))
);
ALTER TABLE public.appeals_warningpolicy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.appeals_warningpolicy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.audit_accessrecord (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id bigint NOT NULL,
    actor_name character varying(200) NOT NULL,
    subject character varying(80) NOT NULL
)
PARTITION BY RANGE (at);
ALTER TABLE public.audit_accessrecord ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_accessrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.audit_accessrecord_rest (
    id bigint CONSTRAINT audit_accessrecord_id_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT audit_accessrecord_at_not_null NOT NULL,
    actor_id bigint CONSTRAINT audit_accessrecord_actor_id_not_null NOT NULL,
    actor_name character varying(200) CONSTRAINT audit_accessrecord_actor_name_not_null NOT NULL,
    subject character varying(80) CONSTRAINT audit_accessrecord_subject_not_null NOT NULL
);
CREATE TABLE public.audit_auditrecord (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id bigint,
    actor_name character varying(200) NOT NULL,
    act character varying(60) NOT NULL,
    subject character varying(80) NOT NULL,
    because text NOT NULL,
    details jsonb NOT NULL,
    seal character varying(64) NOT NULL,
    sealed_no bigint,
    salt character varying(32) DEFAULT ''::character varying NOT NULL,
    words character varying(64) DEFAULT ''::character varying NOT NULL,
    erased_at timestamp with time zone
)
PARTITION BY RANGE (at);
ALTER TABLE public.audit_auditrecord ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_auditrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.audit_auditrecord_rest (
    id bigint CONSTRAINT audit_auditrecord_id_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT audit_auditrecord_at_not_null NOT NULL,
    actor_id bigint,
    actor_name character varying(200) CONSTRAINT audit_auditrecord_actor_name_not_null NOT NULL,
    act character varying(60) CONSTRAINT audit_auditrecord_act_not_null NOT NULL,
    subject character varying(80) CONSTRAINT audit_auditrecord_subject_not_null NOT NULL,
    because text CONSTRAINT audit_auditrecord_because_not_null NOT NULL,
    details jsonb CONSTRAINT audit_auditrecord_details_not_null NOT NULL,
    seal character varying(64) CONSTRAINT audit_auditrecord_seal_not_null NOT NULL,
    sealed_no bigint,
    salt character varying(32) DEFAULT ''::character varying CONSTRAINT audit_auditrecord_salt_not_null NOT NULL,
    words character varying(64) DEFAULT ''::character varying CONSTRAINT audit_auditrecord_words_not_null NOT NULL,
    erased_at timestamp with time zone
);
CREATE TABLE public.audit_chainhead (
    chain character varying(60) NOT NULL,
    sealed_no bigint NOT NULL,
    seal character varying(64) NOT NULL,
    sealed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.delivery_outboxact (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    message_kind character varying(16) NOT NULL,
    target_id character varying(200) NOT NULL,
    thread_id character varying(200) NOT NULL,
    container_id character varying(200) NOT NULL,
    text text NOT NULL,
    text_hash character varying(64) NOT NULL,
    because text NOT NULL,
    ban_until timestamp with time zone,
    idempotency_key integer NOT NULL,
    state character varying(10) NOT NULL,
    attempts smallint NOT NULL,
    is_doubtful boolean NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    lease_until timestamp with time zone,
    settled_at timestamp with time zone,
    receipt_id character varying(200) NOT NULL,
    receipt_url character varying(300) NOT NULL,
    reason text NOT NULL,
    next_step text NOT NULL,
    is_taken_note_of boolean NOT NULL,
    page_id bigint NOT NULL,
    said_at timestamp with time zone,
    photo_ids bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    CONSTRAINT delivery_outboxact_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT delivery_outboxact_idempotency_key_check CHECK ((idempotency_key >= 0))
);
ALTER TABLE public.delivery_outboxact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.delivery_outboxact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.gazetteer_gazetteer (
    id bigint NOT NULL,
    version integer NOT NULL,
    source character varying(200) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    municipality_id bigint NOT NULL,
    CONSTRAINT gazetteer_gazetteer_version_check CHECK ((version >= 0))
);
ALTER TABLE public.gazetteer_gazetteer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gazetteer_gazetteer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.gazetteer_house (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    street_id bigint NOT NULL
);
ALTER TABLE public.gazetteer_house ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gazetteer_house_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.gazetteer_place (
    id bigint NOT NULL,
    what character varying(12) NOT NULL,
    kind character varying(40) NOT NULL,
    name character varying(200) NOT NULL,
    other_names character varying(200)[] NOT NULL,
    latitude double precision,
    longitude double precision,
    gazetteer_id bigint NOT NULL,
    settlement_id bigint
);
ALTER TABLE public.gazetteer_place ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gazetteer_place_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.gazetteer_wantedhouse (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    asked_at timestamp with time zone,
    tries smallint NOT NULL,
    is_answered boolean NOT NULL,
    street_id bigint NOT NULL,
    CONSTRAINT gazetteer_wantedhouse_tries_check CHECK ((tries >= 0))
);
ALTER TABLE public.gazetteer_wantedhouse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gazetteer_wantedhouse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.intake_actletter (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    act_id bigint NOT NULL,
    is_under_way boolean DEFAULT false NOT NULL,
    state character varying(8) DEFAULT 'waiting'::character varying NOT NULL,
    trouble character varying(300) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT intake_actletter_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.intake_actletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intake_actletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.intake_actlink (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    act_id bigint NOT NULL
);
ALTER TABLE public.intake_actlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intake_actlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.intake_acttalk (
    id bigint NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL,
    act_id bigint NOT NULL,
    page_id bigint NOT NULL
);
ALTER TABLE public.intake_acttalk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intake_acttalk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.intake_erasedlink (
    id bigint NOT NULL,
    number bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    erased_at timestamp with time zone NOT NULL
);
ALTER TABLE public.intake_erasedlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intake_erasedlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.intake_messageversion (
    id bigint NOT NULL,
    event_key character varying(32) NOT NULL,
    is_edit boolean NOT NULL,
    sequence bigint,
    text text NOT NULL,
    attachments jsonb NOT NULL,
    received_at timestamp with time zone NOT NULL,
    is_reading boolean NOT NULL,
    message_id bigint NOT NULL
);
ALTER TABLE public.intake_messageversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intake_messageversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.intake_rawevent (
    id bigint NOT NULL,
    received_at timestamp with time zone NOT NULL,
    page_id bigint NOT NULL,
    network character varying(12) NOT NULL,
    source character varying(8) NOT NULL,
    body bytea NOT NULL,
    state character varying(8) NOT NULL,
    reason text NOT NULL,
    attempts smallint NOT NULL,
    CONSTRAINT intake_rawevent_attempts_check CHECK ((attempts >= 0))
)
PARTITION BY RANGE (received_at);
ALTER TABLE public.intake_rawevent ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.intake_rawevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.intake_rawevent_rest (
    id bigint CONSTRAINT intake_rawevent_id_not_null NOT NULL,
    received_at timestamp with time zone CONSTRAINT intake_rawevent_received_at_not_null NOT NULL,
    page_id bigint CONSTRAINT intake_rawevent_page_id_not_null NOT NULL,
    network character varying(12) CONSTRAINT intake_rawevent_network_not_null NOT NULL,
    source character varying(8) CONSTRAINT intake_rawevent_source_not_null NOT NULL,
    body bytea CONSTRAINT intake_rawevent_body_not_null NOT NULL,
    state character varying(8) CONSTRAINT intake_rawevent_state_not_null NOT NULL,
    reason text CONSTRAINT intake_rawevent_reason_not_null NOT NULL,
    attempts smallint CONSTRAINT intake_rawevent_attempts_not_null NOT NULL,
    CONSTRAINT intake_rawevent_attempts_check CHECK ((attempts >= 0))
);
CREATE TABLE public.intake_residentact (
    id bigint NOT NULL,
    number bigint NOT NULL,
    kind character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    place character varying(300) NOT NULL,
    latitude double precision,
    longitude double precision,
    email character varying(254) NOT NULL,
    email_confirmed_at timestamp with time zone,
    confirm_hash character varying(64) NOT NULL,
    consent character varying(20) NOT NULL,
    language character varying(8) NOT NULL,
    is_held boolean NOT NULL,
    message_id bigint NOT NULL,
    widget_page_id bigint,
    erase_due_at timestamp with time zone,
    publish_consent character varying(20) DEFAULT ''::character varying NOT NULL,
    publish_consent_at timestamp with time zone,
    sender character varying(16) DEFAULT ''::character varying NOT NULL,
    expected jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT act_point CHECK ((((latitude IS NULL) AND (longitude IS NULL)) OR ((latitude >= ('-90.0'::numeric)::double precision) AND (latitude <= (90.0)::double precision) AND ((longitude >= ('-180.0'::numeric)::double precision) AND (longitude <= (180.0)::double precision)))))
);
ALTER TABLE public.intake_residentact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intake_residentact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.intake_residentact_photos (
    id bigint NOT NULL,
    residentact_id bigint NOT NULL,
    storedfile_id bigint NOT NULL
);
ALTER TABLE public.intake_residentact_photos ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intake_residentact_photos_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.intake_residentmessage (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    external_id character varying(200) NOT NULL,
    thread_id character varying(200) NOT NULL,
    container_id character varying(200) NOT NULL,
    reply_to character varying(200) NOT NULL,
    is_by_page boolean NOT NULL,
    text text NOT NULL,
    attachments jsonb NOT NULL,
    url character varying(300) NOT NULL,
    occurred_at timestamp with time zone,
    detected_at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone,
    has_arrived boolean NOT NULL,
    is_deleted boolean NOT NULL,
    deleted_keys character varying(32)[] NOT NULL,
    restored_keys character varying(32)[] NOT NULL,
    needs_reading boolean NOT NULL,
    is_uncertain boolean NOT NULL,
    awaits character varying(8) NOT NULL,
    attempts smallint NOT NULL,
    author_id bigint,
    body_id bigint NOT NULL,
    founder_id bigint,
    municipality_id bigint,
    page_id bigint,
    is_hidden boolean NOT NULL,
    is_erased boolean DEFAULT false NOT NULL,
    deleters jsonb DEFAULT '{}'::jsonb NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT intake_residentmessage_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.intake_residentmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intake_residentmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.intake_sendingpace (
    key character varying(64) NOT NULL,
    tokens double precision NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.intake_spentstamp (
    salt character varying(24) NOT NULL,
    until timestamp with time zone NOT NULL
);
CREATE TABLE public.integrations_apikey (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    prefix character varying(12) NOT NULL,
    token_hash character varying(64) NOT NULL,
    scopes character varying(10)[] NOT NULL,
    role character varying(20) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    until_on date NOT NULL,
    used_on date,
    revoked_at timestamp with time zone,
    minute_at timestamp with time zone,
    minute_calls integer NOT NULL,
    body_id bigint,
    owner_id bigint NOT NULL,
    revoked_by_id bigint,
    CONSTRAINT integrations_apikey_minute_calls_check CHECK ((minute_calls >= 0)),
    CONSTRAINT key_role_in_body CHECK ((((body_id IS NULL) AND ((role)::text = ''::text)) OR ((NOT ((role)::text = ''::text)) AND (body_id IS NOT NULL))))
);
ALTER TABLE public.integrations_apikey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_apikey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_caseimport (
    id bigint NOT NULL,
    by_name character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    file_name character varying(200) NOT NULL,
    content bytea NOT NULL,
    sha256 character varying(64) NOT NULL,
    state character varying(8) NOT NULL,
    trouble jsonb NOT NULL,
    attempts smallint NOT NULL,
    beat_at timestamp with time zone,
    finished_at timestamp with time zone,
    titles jsonb NOT NULL,
    unknown_titles jsonb NOT NULL,
    rows_read integer NOT NULL,
    rows_good integer NOT NULL,
    rows_refused integer NOT NULL,
    new_cases integer NOT NULL,
    linked_cases integer NOT NULL,
    changed_cases integer NOT NULL,
    same_cases integer NOT NULL,
    kept_cases integer NOT NULL,
    without_date integer NOT NULL,
    to_fallback integer NOT NULL,
    found_statuses jsonb NOT NULL,
    by_id bigint,
    fallback_id bigint,
    mapping_id bigint NOT NULL,
    words_of timestamp with time zone,
    CONSTRAINT integrations_caseimport_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT integrations_caseimport_changed_cases_check CHECK ((changed_cases >= 0)),
    CONSTRAINT integrations_caseimport_kept_cases_check CHECK ((kept_cases >= 0)),
    CONSTRAINT integrations_caseimport_linked_cases_check CHECK ((linked_cases >= 0)),
    CONSTRAINT integrations_caseimport_new_cases_check CHECK ((new_cases >= 0)),
    CONSTRAINT integrations_caseimport_rows_good_check CHECK ((rows_good >= 0)),
    CONSTRAINT integrations_caseimport_rows_read_check CHECK ((rows_read >= 0)),
    CONSTRAINT integrations_caseimport_rows_refused_check CHECK ((rows_refused >= 0)),
    CONSTRAINT integrations_caseimport_same_cases_check CHECK ((same_cases >= 0)),
    CONSTRAINT integrations_caseimport_to_fallback_check CHECK ((to_fallback >= 0)),
    CONSTRAINT integrations_caseimport_without_date_check CHECK ((without_date >= 0))
);
ALTER TABLE public.integrations_caseimport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_caseimport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_casemapping (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    columns jsonb NOT NULL,
    statuses jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint
);
ALTER TABLE public.integrations_casemapping ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_casemapping_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_externalcase (
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    opened_here boolean NOT NULL,
    status character varying(16) NOT NULL,
    deferred_until date,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    entered_on date,
    appeal_id bigint NOT NULL,
    entered_by_id bigint,
    mapping_id bigint NOT NULL
);
ALTER TABLE public.integrations_externalcase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_externalcase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_hook (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    url character varying(500) NOT NULL,
    events character varying(30)[] NOT NULL,
    secret bytea NOT NULL,
    old_secret bytea NOT NULL,
    old_until timestamp with time zone,
    made_at timestamp with time zone NOT NULL,
    after_id bigint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    failures integer NOT NULL,
    failing_since timestamp with time zone,
    trouble character varying(300) NOT NULL,
    told_at timestamp with time zone,
    paused_at timestamp with time zone,
    owner_id bigint NOT NULL,
    CONSTRAINT integrations_hook_failures_check CHECK ((failures >= 0))
);
ALTER TABLE public.integrations_hook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_hook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_hookcall (
    id bigint NOT NULL,
    step_id bigint NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    payload jsonb NOT NULL,
    tries integer NOT NULL,
    told_at timestamp with time zone,
    hook_id bigint NOT NULL,
    CONSTRAINT integrations_hookcall_tries_check CHECK ((tries >= 0))
);
ALTER TABLE public.integrations_hookcall ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_hookcall_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_keptanswer (
    id bigint NOT NULL,
    word character varying(64) NOT NULL,
    request_hash character varying(64) NOT NULL,
    status smallint NOT NULL,
    answer jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    key_id bigint NOT NULL,
    CONSTRAINT integrations_keptanswer_status_check CHECK ((status >= 0))
);
ALTER TABLE public.integrations_keptanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_keptanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_keptvalue (
    id bigint NOT NULL,
    "row" integer NOT NULL,
    "column" character varying(20) NOT NULL,
    said character varying(500) NOT NULL,
    stands character varying(500) NOT NULL,
    why character varying(200) NOT NULL,
    register_import_id bigint NOT NULL,
    CONSTRAINT integrations_keptvalue_row_check CHECK (("row" >= 0))
);
ALTER TABLE public.integrations_keptvalue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_keptvalue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_refusedcase (
    id bigint NOT NULL,
    "row" integer NOT NULL,
    texts jsonb NOT NULL,
    faults jsonb NOT NULL,
    case_import_id bigint NOT NULL,
    CONSTRAINT integrations_refusedcase_row_check CHECK (("row" >= 0))
);
ALTER TABLE public.integrations_refusedcase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_refusedcase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_refusedrow (
    id bigint NOT NULL,
    "row" integer NOT NULL,
    texts jsonb NOT NULL,
    faults jsonb NOT NULL,
    register_import_id bigint NOT NULL,
    CONSTRAINT integrations_refusedrow_row_check CHECK (("row" >= 0))
);
ALTER TABLE public.integrations_refusedrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_refusedrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_registerchange (
    id bigint NOT NULL,
    "row" integer NOT NULL,
    kind character varying(10) NOT NULL,
    object_id bigint NOT NULL,
    is_new boolean NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    not_undone character varying(200) NOT NULL,
    register_import_id bigint NOT NULL,
    CONSTRAINT integrations_registerchange_row_check CHECK (("row" >= 0))
);
ALTER TABLE public.integrations_registerchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_registerchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_registerimport (
    id bigint NOT NULL,
    by_name character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    file_name character varying(200) NOT NULL,
    content bytea NOT NULL,
    sha256 character varying(64) NOT NULL,
    state character varying(8) NOT NULL,
    trouble jsonb NOT NULL,
    attempts smallint NOT NULL,
    beat_at timestamp with time zone,
    finished_at timestamp with time zone,
    titles jsonb NOT NULL,
    unknown_titles jsonb NOT NULL,
    rows_read integer NOT NULL,
    rows_good integer NOT NULL,
    rows_refused integer NOT NULL,
    new_towns integer NOT NULL,
    new_bodies integer NOT NULL,
    changed_bodies integer NOT NULL,
    new_pages integer NOT NULL,
    changed_pages integer NOT NULL,
    exemptions integer NOT NULL,
    by_id bigint,
    CONSTRAINT integrations_registerimport_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT integrations_registerimport_changed_bodies_check CHECK ((changed_bodies >= 0)),
    CONSTRAINT integrations_registerimport_changed_pages_check CHECK ((changed_pages >= 0)),
    CONSTRAINT integrations_registerimport_exemptions_check CHECK ((exemptions >= 0)),
    CONSTRAINT integrations_registerimport_new_bodies_check CHECK ((new_bodies >= 0)),
    CONSTRAINT integrations_registerimport_new_pages_check CHECK ((new_pages >= 0)),
    CONSTRAINT integrations_registerimport_new_towns_check CHECK ((new_towns >= 0)),
    CONSTRAINT integrations_registerimport_rows_good_check CHECK ((rows_good >= 0)),
    CONSTRAINT integrations_registerimport_rows_read_check CHECK ((rows_read >= 0)),
    CONSTRAINT integrations_registerimport_rows_refused_check CHECK ((rows_refused >= 0))
);
ALTER TABLE public.integrations_registerimport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_registerimport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrations_sentreport (
    id bigint NOT NULL,
    token_hash character varying(64) NOT NULL,
    salt character varying(32) NOT NULL,
    word_hash character varying(64),
    content_hash character varying(64),
    made_at timestamp with time zone NOT NULL,
    act_id bigint NOT NULL,
    key_id bigint NOT NULL
);
ALTER TABLE public.integrations_sentreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrations_sentreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.media_film (
    file_id bigint NOT NULL,
    state character varying(7) NOT NULL,
    comes_as character varying(4) NOT NULL,
    fault character varying(7) NOT NULL,
    tries smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    size integer,
    has_original boolean NOT NULL,
    CONSTRAINT media_film_size_check CHECK ((size >= 0)),
    CONSTRAINT media_film_tries_check CHECK ((tries >= 0))
);
CREATE TABLE public.media_partedfile (
    id bigint NOT NULL,
    secret_hash character varying(64) NOT NULL,
    form_hash character varying(64) NOT NULL,
    size bigint NOT NULL,
    "offset" bigint NOT NULL,
    parts bigint[] NOT NULL,
    touched_at timestamp with time zone NOT NULL,
    file_id bigint,
    sender_hash character varying(64) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT media_partedfile_offset_check CHECK (("offset" >= 0)),
    CONSTRAINT media_partedfile_size_check CHECK ((size >= 0))
);
ALTER TABLE public.media_partedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.media_partedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.media_storedfile (
    id bigint NOT NULL,
    content_hash character varying(64) NOT NULL,
    size integer NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    kind character varying(5) DEFAULT 'photo'::character varying NOT NULL,
    CONSTRAINT media_storedfile_height_check CHECK ((height >= 0)),
    CONSTRAINT media_storedfile_size_check CHECK ((size >= 0)),
    CONSTRAINT media_storedfile_width_check CHECK ((width >= 0))
);
ALTER TABLE public.media_storedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.media_storedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_ban (
    id bigint NOT NULL,
    term character varying(10) NOT NULL,
    state character varying(8) NOT NULL,
    began_at timestamp with time zone,
    ends_at timestamp with time zone,
    account_id bigint,
    body_id bigint NOT NULL,
    founder_id bigint,
    municipality_id bigint,
    page_id bigint NOT NULL,
    decision_id bigint NOT NULL,
    lifted_by_id bigint
);
ALTER TABLE public.moderation_ban ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_ban_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_decision (
    id bigint NOT NULL,
    act character varying(8) NOT NULL,
    ground character varying(60) NOT NULL,
    clause character varying(40) NOT NULL,
    rules_version character varying(40) NOT NULL,
    because text NOT NULL,
    certainty double precision,
    wording_hash character varying(64) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    state character varying(10) NOT NULL,
    notice_text text NOT NULL,
    no_notice_because character varying(300) NOT NULL,
    batch character varying(32) NOT NULL,
    body_id bigint NOT NULL,
    decided_by_id bigint,
    founder_id bigint,
    message_id bigint,
    municipality_id bigint,
    notice_act_id bigint,
    outbox_act_id bigint,
    page_id bigint NOT NULL,
    second_by_id bigint
);
ALTER TABLE public.moderation_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_evidencefile (
    id bigint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    kept_until timestamp with time zone NOT NULL,
    awaits_ends boolean NOT NULL,
    held_because text NOT NULL,
    held_by_name character varying(200) NOT NULL,
    held_at timestamp with time zone,
    is_author_erased boolean NOT NULL,
    forgotten_at timestamp with time zone,
    decision_id bigint NOT NULL
);
ALTER TABLE public.moderation_evidencefile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_evidencefile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_evidencerecord (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id bigint,
    actor_name character varying(200) NOT NULL,
    act character varying(60) NOT NULL,
    subject character varying(80) NOT NULL,
    because text NOT NULL,
    details jsonb NOT NULL,
    salt character varying(32) DEFAULT ''::character varying NOT NULL,
    words character varying(64) DEFAULT ''::character varying NOT NULL,
    erased_at timestamp with time zone,
    seal character varying(64) NOT NULL,
    sealed_no bigint,
    file_id bigint NOT NULL
);
ALTER TABLE public.moderation_evidencerecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_evidencerecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_manydecided (
    id bigint NOT NULL,
    batch character varying(32) NOT NULL,
    acts_as character varying(200) NOT NULL,
    posts jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    act character varying(8) NOT NULL,
    ground character varying(60) NOT NULL,
    because text NOT NULL,
    tells boolean NOT NULL,
    is_over boolean NOT NULL,
    by_id bigint NOT NULL
);
ALTER TABLE public.moderation_manydecided ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_manydecided_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_objection (
    id bigint NOT NULL,
    text text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state character varying(8) NOT NULL,
    decided_at timestamp with time zone,
    answer text NOT NULL,
    undone character varying(300) NOT NULL,
    body_id bigint NOT NULL,
    decided_by_id bigint,
    decision_id bigint NOT NULL,
    founder_id bigint,
    municipality_id bigint,
    CONSTRAINT objection_decided_by_a_person CHECK ((((state)::text = 'open'::text) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND (NOT (answer = ''::text)))))
);
ALTER TABLE public.moderation_objection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_objection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_objectiontry (
    id bigint NOT NULL,
    who character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE public.moderation_objectiontry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_objectiontry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_objectionway (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    code_hash character varying(64) NOT NULL,
    token_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    decision_id bigint NOT NULL
);
ALTER TABLE public.moderation_objectionway ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_objectionway_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_oneofmany (
    id bigint NOT NULL,
    wording character varying(64) NOT NULL,
    state character varying(8) NOT NULL,
    why character varying(500) NOT NULL,
    many_id bigint NOT NULL,
    message_id bigint NOT NULL
);
ALTER TABLE public.moderation_oneofmany ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_oneofmany_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_outsideact (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    event_id bigint NOT NULL,
    body_id bigint NOT NULL,
    founder_id bigint,
    message_id bigint,
    municipality_id bigint,
    page_id bigint NOT NULL
);
ALTER TABLE public.moderation_outsideact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_outsideact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_outsidereading (
    network character varying(12) NOT NULL,
    read_until timestamp with time zone NOT NULL
);
CREATE TABLE public.moderation_pagerules (
    id bigint NOT NULL,
    since_on date NOT NULL,
    text text NOT NULL,
    clauses jsonb NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by_id bigint,
    page_id bigint
);
ALTER TABLE public.moderation_pagerules ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_pagerules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_policy (
    id bigint NOT NULL,
    ground character varying(60) NOT NULL,
    since_on date NOT NULL,
    may_do character varying(14) NOT NULL,
    least_certainty double precision NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by_id bigint,
    page_id bigint
);
ALTER TABLE public.moderation_policy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_review (
    id bigint NOT NULL,
    danger smallint NOT NULL,
    ground character varying(60) NOT NULL,
    certainty double precision NOT NULL,
    is_urgent boolean NOT NULL,
    wording_hash character varying(64) NOT NULL,
    state character varying(8) NOT NULL,
    since_at timestamp with time zone NOT NULL,
    claimed_until timestamp with time zone,
    body_id bigint NOT NULL,
    claimed_by_id bigint,
    founder_id bigint,
    message_id bigint NOT NULL,
    municipality_id bigint,
    page_id bigint NOT NULL,
    CONSTRAINT moderation_review_danger_check CHECK ((danger >= 0))
);
ALTER TABLE public.moderation_review ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_samplecheck (
    id bigint NOT NULL,
    is_right boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    appeal_id bigint NOT NULL,
    by_id bigint NOT NULL
);
ALTER TABLE public.moderation_samplecheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_samplecheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_dutyshift (
    id bigint NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    body_id bigint NOT NULL,
    entered_by_id bigint,
    staff_id bigint NOT NULL,
    CONSTRAINT shift_has_length CHECK ((until_at > from_at))
);
ALTER TABLE public.notices_dutyshift ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_dutyshift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_notice (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    subject character varying(40) NOT NULL,
    step character varying(80) NOT NULL,
    number bigint,
    topic character varying(200) NOT NULL,
    clock character varying(12) NOT NULL,
    due_at timestamp with time zone,
    lines jsonb NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    staff_id bigint NOT NULL
);
ALTER TABLE public.notices_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_noticemessage (
    id bigint NOT NULL,
    network character varying(12) NOT NULL,
    state character varying(8) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    trouble character varying(300) NOT NULL,
    notice_id bigint NOT NULL,
    CONSTRAINT notices_noticemessage_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.notices_noticemessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_noticemessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_noticesending (
    notice_id bigint NOT NULL,
    state character varying(8) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    trouble character varying(300) NOT NULL,
    CONSTRAINT notices_noticesending_attempts_check CHECK ((attempts >= 0))
);
CREATE TABLE public.notices_noticewishes (
    staff_id bigint NOT NULL,
    by_mail boolean NOT NULL,
    digest boolean NOT NULL,
    quiet_from time without time zone,
    quiet_to time without time zone,
    to_messenger jsonb DEFAULT '[]'::jsonb NOT NULL
);
CREATE TABLE public.notices_staffbot (
    network character varying(12) NOT NULL,
    token bytea NOT NULL,
    name character varying(64) NOT NULL,
    marker character varying(64) NOT NULL,
    ask_at timestamp with time zone NOT NULL,
    trouble character varying(300) NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by_id bigint
);
CREATE TABLE public.notices_stafftalk (
    id bigint NOT NULL,
    network character varying(12) NOT NULL,
    talk character varying(64) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    staff_id bigint NOT NULL
);
ALTER TABLE public.notices_stafftalk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_stafftalk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_talkcode (
    id bigint NOT NULL,
    network character varying(12) NOT NULL,
    code_hash character varying(64) NOT NULL,
    until timestamp with time zone NOT NULL,
    staff_id bigint NOT NULL
);
ALTER TABLE public.notices_talkcode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_talkcode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_absence (
    id bigint NOT NULL,
    since_on date NOT NULL,
    until_on date NOT NULL,
    deputy_id bigint,
    staff_id bigint NOT NULL,
    CONSTRAINT absence_ends_later CHECK ((until_on >= since_on)),
    CONSTRAINT absence_other_deputy CHECK (((deputy_id IS NULL) OR (NOT ((deputy_id = staff_id) AND (deputy_id IS NOT NULL)))))
);
ALTER TABLE public.organizations_absence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_absence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_appointment (
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    since_on date,
    until_on date,
    staff_id bigint NOT NULL,
    body_id bigint NOT NULL
);
ALTER TABLE public.organizations_appointment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_appointment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_body (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL,
    name character varying(300) NOT NULL,
    short_name character varying(120) NOT NULL,
    sphere character varying(60) NOT NULL,
    zone character varying(40) NOT NULL,
    workday_from time without time zone NOT NULL,
    workday_to time without time zone NOT NULL,
    break_from time without time zone,
    break_to time without time zone,
    requires_approval boolean NOT NULL,
    is_regional_centre boolean NOT NULL,
    is_active boolean NOT NULL,
    founder_id bigint,
    parent_id bigint,
    municipality_id bigint,
    territory_id bigint NOT NULL,
    address character varying(300) NOT NULL,
    closed_on date,
    email character varying(254) NOT NULL,
    further_spheres character varying(60)[] NOT NULL,
    level character varying(12) NOT NULL,
    merged_into_id bigint,
    ogrn character varying(13) NOT NULL,
    phone character varying(60) NOT NULL,
    population integer,
    site character varying(300) NOT NULL,
    rows_wait_since timestamp with time zone,
    head_name character varying(120) DEFAULT ''::character varying NOT NULL,
    head_post character varying(200) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT organizations_body_population_check CHECK ((population >= 0))
);
ALTER TABLE public.organizations_body ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_body_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_bodyancestry (
    id bigint NOT NULL,
    depth smallint NOT NULL,
    ancestor_id bigint NOT NULL,
    descendant_id bigint NOT NULL,
    CONSTRAINT organizations_bodyancestry_depth_check CHECK ((depth >= 0))
);
ALTER TABLE public.organizations_bodyancestry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_bodyancestry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_bodyturn (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying(200) NOT NULL,
    because character varying(500) NOT NULL,
    before character varying(300) NOT NULL,
    after character varying(300) NOT NULL,
    fields character varying(40)[] NOT NULL,
    body_id bigint NOT NULL
);
ALTER TABLE public.organizations_bodyturn ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_bodyturn_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_competence (
    id bigint NOT NULL,
    body_id bigint NOT NULL,
    topic_id bigint NOT NULL
);
ALTER TABLE public.organizations_competence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_competence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_invitation (
    id bigint NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    token_hash character varying(64) NOT NULL,
    expires_at timestamp with time zone,
    accepted_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    letter character varying(8) NOT NULL,
    attempts smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    trouble character varying(300) NOT NULL,
    invited_by_id bigint,
    staff_id bigint NOT NULL,
    CONSTRAINT organizations_invitation_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.organizations_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_signinattempt (
    id bigint NOT NULL,
    who character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE public.organizations_signinattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_signinattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_signinpolicy (
    id bigint NOT NULL,
    since_on date NOT NULL,
    min_length smallint NOT NULL,
    second_factor_roles character varying(20)[] NOT NULL,
    session_hours smallint NOT NULL,
    invitation_days smallint NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by_id bigint,
    CONSTRAINT organizations_signinpolicy_invitation_days_check CHECK ((invitation_days >= 0)),
    CONSTRAINT organizations_signinpolicy_min_length_check CHECK ((min_length >= 0)),
    CONSTRAINT organizations_signinpolicy_session_hours_check CHECK ((session_hours >= 0))
);
ALTER TABLE public.organizations_signinpolicy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_signinpolicy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_staff (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    email character varying(254) NOT NULL,
    name character varying(200) NOT NULL,
    post character varying(200) NOT NULL,
    language character varying(5) NOT NULL,
    is_active boolean NOT NULL,
    seen_at timestamp with time zone
);
ALTER TABLE public.organizations_staff ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_staff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_staffgap (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    since_on date NOT NULL,
    until_on date NOT NULL,
    noticed_at timestamp with time zone NOT NULL,
    body_id bigint NOT NULL
);
ALTER TABLE public.organizations_staffgap ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_staffgap_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_staffsession (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    device character varying(120) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    staff_id bigint NOT NULL
);
ALTER TABLE public.organizations_staffsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_staffsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organizations_territory (
    id bigint NOT NULL,
    level character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    oktmo character varying(11) NOT NULL,
    parent_id bigint,
    east double precision,
    north double precision,
    shape bytea,
    south double precision,
    west double precision
);
ALTER TABLE public.organizations_territory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_territory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_askedaddress (
    id bigint NOT NULL,
    network character varying(12) NOT NULL,
    key character varying(128) NOT NULL,
    times integer NOT NULL,
    CONSTRAINT pages_askedaddress_times_check CHECK ((times >= 0))
);
ALTER TABLE public.pages_askedaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_askedaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_connection (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    community_token bytea NOT NULL,
    admin_token bytea NOT NULL,
    webhook_secret bytea NOT NULL,
    confirmation character varying(64) NOT NULL,
    is_paused boolean NOT NULL,
    last_event_at timestamp with time zone,
    reconciled_at timestamp with time zone,
    reconciled_found integer NOT NULL,
    failures_in_a_row integer NOT NULL,
    open_until timestamp with time zone,
    last_error text NOT NULL,
    last_error_at timestamp with time zone,
    next_step text NOT NULL,
    page_id bigint NOT NULL,
    read_again_at timestamp with time zone,
    subscription_seen_at timestamp with time zone,
    are_comments_open boolean,
    are_messages_open boolean,
    hook_failed_at timestamp with time zone,
    hook_failure text NOT NULL,
    hook_waiting integer NOT NULL,
    other_urls character varying(500)[] NOT NULL,
    paused_at timestamp with time zone,
    paused_because text NOT NULL,
    paused_by character varying(200) NOT NULL,
    reading_asked_at timestamp with time zone,
    renewed_at timestamp with time zone,
    rights character varying(80)[] NOT NULL,
    rights_seen_at timestamp with time zone,
    subscribed_at timestamp with time zone,
    tested_at timestamp with time zone,
    trouble_since timestamp with time zone,
    hears_by character varying(8) NOT NULL,
    is_poll_ready boolean NOT NULL,
    poll_again_at timestamp with time zone,
    poll_marker character varying(200) NOT NULL,
    polled_at timestamp with time zone,
    tried_until timestamp with time zone,
    tokens_expire_on date,
    CONSTRAINT pages_connection_failures_in_a_row_check CHECK ((failures_in_a_row >= 0)),
    CONSTRAINT pages_connection_hook_waiting_check CHECK ((hook_waiting >= 0)),
    CONSTRAINT pages_connection_reconciled_found_check CHECK ((reconciled_found >= 0))
);
ALTER TABLE public.pages_connection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_connection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_connectionturn (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    kind character varying(12) NOT NULL,
    reason text NOT NULL,
    by character varying(200) NOT NULL,
    times integer NOT NULL,
    connection_id bigint NOT NULL,
    CONSTRAINT pages_connectionturn_times_check CHECK ((times >= 0))
);
ALTER TABLE public.pages_connectionturn ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_connectionturn_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_exemption (
    id bigint NOT NULL,
    network character varying(12) NOT NULL,
    reason character varying(500) NOT NULL,
    document character varying(300) NOT NULL,
    since_on date,
    until_on date,
    body_id bigint NOT NULL
);
ALTER TABLE public.pages_exemption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_exemption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_methodology (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(120) NOT NULL,
    version smallint NOT NULL,
    since_on date,
    until_on date,
    formula jsonb NOT NULL,
    CONSTRAINT pages_methodology_version_check CHECK ((version >= 0))
);
ALTER TABLE public.pages_methodology ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_methodology_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_page (
    id bigint NOT NULL,
    network character varying(12) NOT NULL,
    external_id character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    url character varying(300) NOT NULL,
    badge character varying(10) NOT NULL,
    badge_confirmed_on date,
    badge_confirmed_by character varying(200) NOT NULL,
    members_count integer,
    is_active boolean NOT NULL,
    founder_id bigint,
    municipality_id bigint,
    owner_id bigint NOT NULL,
    administrators character varying(200)[] NOT NULL,
    category character varying(8) NOT NULL,
    component_source character varying(8) NOT NULL,
    is_in_component boolean,
    officer_id bigint,
    officer_name character varying(200) NOT NULL,
    officer_post character varying(200) NOT NULL,
    order_number character varying(60) NOT NULL,
    order_on date,
    post_reach integer,
    record_confirmed_at timestamp with time zone,
    record_confirmed_by character varying(200) NOT NULL,
    two_factor_confirmed_by character varying(200) NOT NULL,
    two_factor_confirmed_on date,
    weekly_reach integer,
    widgets_count smallint,
    widgets_source character varying(8) NOT NULL,
    component_said_by character varying(200) NOT NULL,
    component_said_on date,
    proved_on date,
    standing character varying(8) NOT NULL,
    widgets_said_by character varying(200) NOT NULL,
    widgets_said_on date,
    activity_percent numeric(5,2),
    design_percent numeric(5,2),
    last_post_at timestamp with time zone,
    look_due_at timestamp with time zone,
    looked_at timestamp with time zone,
    own_filters jsonb,
    own_filters_at timestamp with time zone,
    bot_name character varying(64) DEFAULT ''::character varying NOT NULL,
    takes_talks boolean DEFAULT false NOT NULL,
    CONSTRAINT pages_page_members_count_check CHECK ((members_count >= 0)),
    CONSTRAINT pages_page_post_reach_check CHECK ((post_reach >= 0)),
    CONSTRAINT pages_page_weekly_reach_check CHECK ((weekly_reach >= 0)),
    CONSTRAINT pages_page_widgets_count_check CHECK ((widgets_count >= 0))
);
ALTER TABLE public.pages_page ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_page_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_pageaddress (
    id bigint NOT NULL,
    network character varying(12) NOT NULL,
    key character varying(128) NOT NULL,
    skeleton character varying(128) NOT NULL,
    since timestamp with time zone,
    until timestamp with time zone,
    page_id bigint NOT NULL
);
ALTER TABLE public.pages_pageaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_pageaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_pagealarm (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    rank smallint NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    told jsonb NOT NULL,
    acknowledged_at timestamp with time zone,
    acknowledged_by character varying(200) NOT NULL,
    note character varying(500) NOT NULL,
    page_id bigint NOT NULL,
    CONSTRAINT pages_pagealarm_rank_check CHECK ((rank >= 0))
);
ALTER TABLE public.pages_pagealarm ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_pagealarm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_pagescore (
    id bigint NOT NULL,
    "on" date NOT NULL,
    points smallint NOT NULL,
    checked smallint NOT NULL,
    share smallint,
    colour character varying(6) NOT NULL,
    results jsonb NOT NULL,
    peers character varying(90) NOT NULL,
    moved smallint,
    scored_at timestamp with time zone NOT NULL,
    is_current boolean NOT NULL,
    methodology_id bigint NOT NULL,
    page_id bigint NOT NULL,
    CONSTRAINT pages_pagescore_checked_check CHECK ((checked >= 0)),
    CONSTRAINT pages_pagescore_points_check CHECK ((points >= 0)),
    CONSTRAINT pages_pagescore_share_check CHECK ((share >= 0))
);
ALTER TABLE public.pages_pagescore ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_pagescore_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_pagesnapshot (
    page_id bigint NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    network character varying(12) NOT NULL,
    category character varying(8) NOT NULL,
    is_there boolean,
    is_blocked boolean,
    name character varying(200) NOT NULL,
    url character varying(300) NOT NULL,
    badge character varying(10) NOT NULL,
    has_avatar boolean,
    has_description boolean,
    has_cover boolean,
    widgets_count smallint,
    is_in_component boolean,
    posts_in_7_days integer,
    last_post_at timestamp with time zone,
    members_count integer,
    weekly_reach integer,
    post_reach integer,
    are_comments_open boolean,
    are_messages_open boolean,
    unanswered_count integer,
    oldest_unanswered_at timestamp with time zone,
    administrators_count integer,
    is_two_factor_confirmed boolean,
    access_lost text NOT NULL,
    missing jsonb NOT NULL,
    sources jsonb NOT NULL,
    CONSTRAINT pages_pagesnapshot_administrators_count_check CHECK ((administrators_count >= 0)),
    CONSTRAINT pages_pagesnapshot_members_count_check CHECK ((members_count >= 0)),
    CONSTRAINT pages_pagesnapshot_post_reach_check CHECK ((post_reach >= 0)),
    CONSTRAINT pages_pagesnapshot_posts_in_7_days_check CHECK ((posts_in_7_days >= 0)),
    CONSTRAINT pages_pagesnapshot_unanswered_count_check CHECK ((unanswered_count >= 0)),
    CONSTRAINT pages_pagesnapshot_weekly_reach_check CHECK ((weekly_reach >= 0)),
    CONSTRAINT pages_pagesnapshot_widgets_count_check CHECK ((widgets_count >= 0))
)
PARTITION BY RANGE ("on");
CREATE TABLE public.pages_pagesnapshot_rest (
    page_id bigint CONSTRAINT pages_pagesnapshot_page_id_not_null NOT NULL,
    "on" date CONSTRAINT pages_pagesnapshot_on_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT pages_pagesnapshot_at_not_null NOT NULL,
    network character varying(12) CONSTRAINT pages_pagesnapshot_network_not_null NOT NULL,
    category character varying(8) CONSTRAINT pages_pagesnapshot_category_not_null NOT NULL,
    is_there boolean,
    is_blocked boolean,
    name character varying(200) CONSTRAINT pages_pagesnapshot_name_not_null NOT NULL,
    url character varying(300) CONSTRAINT pages_pagesnapshot_url_not_null NOT NULL,
    badge character varying(10) CONSTRAINT pages_pagesnapshot_badge_not_null NOT NULL,
    has_avatar boolean,
    has_description boolean,
    has_cover boolean,
    widgets_count smallint,
    is_in_component boolean,
    posts_in_7_days integer,
    last_post_at timestamp with time zone,
    members_count integer,
    weekly_reach integer,
    post_reach integer,
    are_comments_open boolean,
    are_messages_open boolean,
    unanswered_count integer,
    oldest_unanswered_at timestamp with time zone,
    administrators_count integer,
    is_two_factor_confirmed boolean,
    access_lost text CONSTRAINT pages_pagesnapshot_access_lost_not_null NOT NULL,
    missing jsonb CONSTRAINT pages_pagesnapshot_missing_not_null NOT NULL,
    sources jsonb CONSTRAINT pages_pagesnapshot_sources_not_null NOT NULL,
    CONSTRAINT pages_pagesnapshot_administrators_count_check CHECK ((administrators_count >= 0)),
    CONSTRAINT pages_pagesnapshot_members_count_check CHECK ((members_count >= 0)),
    CONSTRAINT pages_pagesnapshot_post_reach_check CHECK ((post_reach >= 0)),
    CONSTRAINT pages_pagesnapshot_posts_in_7_days_check CHECK ((posts_in_7_days >= 0)),
    CONSTRAINT pages_pagesnapshot_unanswered_count_check CHECK ((unanswered_count >= 0)),
    CONSTRAINT pages_pagesnapshot_weekly_reach_check CHECK ((weekly_reach >= 0)),
    CONSTRAINT pages_pagesnapshot_widgets_count_check CHECK ((widgets_count >= 0))
);
CREATE TABLE public.pages_proof (
    id bigint NOT NULL,
    kind character varying(9) NOT NULL,
    state character varying(9) NOT NULL,
    code character varying(20) NOT NULL,
    code_hash character varying(64) NOT NULL,
    sent_to character varying(254) NOT NULL,
    sent_at timestamp with time zone,
    expires_at timestamp with time zone,
    tries smallint NOT NULL,
    confirmed_at timestamp with time zone,
    stands_until timestamp with time zone,
    check_again_at timestamp with time zone,
    failure text NOT NULL,
    page_id bigint NOT NULL,
    CONSTRAINT pages_proof_tries_check CHECK ((tries >= 0))
);
ALTER TABLE public.pages_proof ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_proof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_requirednetwork (
    id bigint NOT NULL,
    level character varying(12) NOT NULL,
    network character varying(12) NOT NULL,
    legal_basis character varying(300) NOT NULL,
    since_on date NOT NULL,
    until_on date,
    territory_id bigint NOT NULL
);
ALTER TABLE public.pages_requirednetwork ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_requirednetwork_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_scoreobjection (
    id bigint NOT NULL,
    check_code character varying(40) NOT NULL,
    result jsonb NOT NULL,
    comment text NOT NULL,
    by_name character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    state character varying(8) NOT NULL,
    answer text NOT NULL,
    decided_by_name character varying(200) NOT NULL,
    decided_at timestamp with time zone,
    by_id bigint,
    score_id bigint NOT NULL
);
ALTER TABLE public.pages_scoreobjection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_scoreobjection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_suspectedfake (
    id bigint NOT NULL,
    network character varying(12) NOT NULL,
    key character varying(128) NOT NULL,
    name character varying(200) NOT NULL,
    likenesses character varying(12)[] NOT NULL,
    found_by character varying(8) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    looked_up_at timestamp with time zone,
    asked_count integer NOT NULL,
    state character varying(9) NOT NULL,
    decided_by character varying(200) NOT NULL,
    decided_at timestamp with time zone,
    because text NOT NULL,
    resembles_id bigint NOT NULL,
    CONSTRAINT pages_suspectedfake_asked_count_check CHECK ((asked_count >= 0))
);
ALTER TABLE public.pages_suspectedfake ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_suspectedfake_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE UNLOGGED TABLE public.pages_takenturns (
    key character varying(64) NOT NULL,
    turns double precision[] NOT NULL,
    wait_seconds double precision NOT NULL,
    is_taken boolean NOT NULL,
    asked_at timestamp with time zone NOT NULL
)
WITH (fillfactor='50');
CREATE TABLE public.pages_widget (
    id bigint NOT NULL,
    key character varying(12) NOT NULL,
    origins character varying(200)[] NOT NULL,
    is_on boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    page_id bigint NOT NULL
);
ALTER TABLE public.pages_widget ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_widget_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pages_widgetuse (
    id bigint NOT NULL,
    "on" date NOT NULL,
    shown integer NOT NULL,
    sent integer NOT NULL,
    widget_id bigint NOT NULL,
    CONSTRAINT pages_widgetuse_sent_check CHECK ((sent >= 0)),
    CONSTRAINT pages_widgetuse_shown_check CHECK ((shown >= 0))
);
ALTER TABLE public.pages_widgetuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.pages_widgetuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);
CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;
CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;
CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;
CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_answertime (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    body_slug character varying(80) NOT NULL,
    answered_on date NOT NULL,
    minutes integer NOT NULL,
    CONSTRAINT publication_answertime_minutes_check CHECK ((minutes >= 0))
);
ALTER TABLE public.publication_answertime ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_answertime_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_bodyspeed (
    id bigint NOT NULL,
    body_slug character varying(80) NOT NULL,
    days smallint NOT NULL,
    cases integer NOT NULL,
    answered integer NOT NULL,
    interim integer NOT NULL,
    due integer NOT NULL,
    in_time integer NOT NULL,
    minutes integer,
    said integer NOT NULL,
    solved integer NOT NULL,
    waiting integer NOT NULL,
    overdue integer NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    CONSTRAINT publication_bodyspeed_answered_check CHECK ((answered >= 0)),
    CONSTRAINT publication_bodyspeed_cases_check CHECK ((cases >= 0)),
    CONSTRAINT publication_bodyspeed_days_check CHECK ((days >= 0)),
    CONSTRAINT publication_bodyspeed_due_check CHECK ((due >= 0)),
    CONSTRAINT publication_bodyspeed_in_time_check CHECK ((in_time >= 0)),
    CONSTRAINT publication_bodyspeed_interim_check CHECK ((interim >= 0)),
    CONSTRAINT publication_bodyspeed_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT publication_bodyspeed_overdue_check CHECK ((overdue >= 0)),
    CONSTRAINT publication_bodyspeed_said_check CHECK ((said >= 0)),
    CONSTRAINT publication_bodyspeed_solved_check CHECK ((solved >= 0)),
    CONSTRAINT publication_bodyspeed_waiting_check CHECK ((waiting >= 0))
);
ALTER TABLE public.publication_bodyspeed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_bodyspeed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_decision (
    id bigint NOT NULL,
    public_number character varying(12) NOT NULL,
    is_published boolean NOT NULL,
    because character varying(200) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    appeal_id bigint NOT NULL,
    counted_as character varying(12) DEFAULT ''::character varying NOT NULL,
    consent_because character varying(500) DEFAULT ''::character varying NOT NULL,
    consent_by_id bigint,
    edited_answer text DEFAULT ''::text NOT NULL,
    edited_text text DEFAULT ''::text NOT NULL,
    looked_at timestamp with time zone,
    looked_by_id bigint,
    looked_of character varying(64) DEFAULT ''::character varying NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    waits boolean DEFAULT false NOT NULL,
    withdrawn_because character varying(500) DEFAULT ''::character varying NOT NULL,
    published_at timestamp with time zone,
    was_told boolean DEFAULT false NOT NULL,
    CONSTRAINT publication_decision_version_check CHECK ((version >= 0))
);
ALTER TABLE public.publication_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_openfile (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    made_on date NOT NULL,
    place character varying(100) NOT NULL,
    sha256 character varying(64) NOT NULL,
    size bigint NOT NULL,
    packed_size bigint NOT NULL,
    row_count integer NOT NULL,
    since_on date,
    until_on date,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT publication_openfile_packed_size_check CHECK ((packed_size >= 0)),
    CONSTRAINT publication_openfile_row_count_check CHECK ((row_count >= 0)),
    CONSTRAINT publication_openfile_size_check CHECK ((size >= 0))
);
ALTER TABLE public.publication_openfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_openfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_photolook (
    id bigint NOT NULL,
    public_number character varying(12) NOT NULL,
    stage character varying(6) NOT NULL,
    areas jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    file_id bigint,
    photo_id bigint NOT NULL
);
ALTER TABLE public.publication_photolook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_photolook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_publicationrule (
    id bigint NOT NULL,
    since_on date NOT NULL,
    comments boolean NOT NULL,
    wall_posts boolean NOT NULL,
    private boolean NOT NULL,
    own_pages boolean NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    body_id bigint NOT NULL,
    entered_by_id bigint,
    official_names boolean DEFAULT true NOT NULL
);
ALTER TABLE public.publication_publicationrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_publicationrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_publishedcase (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    text text NOT NULL,
    answer text NOT NULL,
    state character varying(20) NOT NULL,
    topic character varying(200) NOT NULL,
    body_slug character varying(80) NOT NULL,
    body_name character varying(300) NOT NULL,
    network character varying(12) NOT NULL,
    wrote_on date NOT NULL,
    answered_on date,
    is_solved boolean,
    mark smallint,
    waits_until date,
    waits_for character varying(10) NOT NULL,
    voices integer DEFAULT 0 NOT NULL,
    changed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    group_code character varying(80) DEFAULT ''::character varying NOT NULL,
    kind character varying(12) DEFAULT ''::character varying NOT NULL,
    latitude double precision,
    longitude double precision,
    published_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    search tsvector,
    street character varying(200) DEFAULT ''::character varying NOT NULL,
    topic_code character varying(80) DEFAULT ''::character varying NOT NULL,
    town character varying(200) DEFAULT ''::character varying NOT NULL,
    came_back_at timestamp with time zone,
    tag_keys character varying(160)[] DEFAULT '{}'::character varying(160)[] NOT NULL,
    tags character varying(40)[] DEFAULT '{}'::character varying(40)[] NOT NULL,
    main_number character varying(12) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT publication_publishedcase_mark_check CHECK ((mark >= 0)),
    CONSTRAINT publication_publishedcase_voices_check CHECK ((voices >= 0))
);
ALTER TABLE public.publication_publishedcase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_publishedcase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_publishedphoto (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    case_number character varying(12) NOT NULL,
    stage character varying(6) NOT NULL,
    content_hash character varying(64) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    CONSTRAINT publication_publishedphoto_height_check CHECK ((height >= 0)),
    CONSTRAINT publication_publishedphoto_width_check CHECK ((width >= 0))
);
ALTER TABLE public.publication_publishedphoto ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_publishedphoto_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_samevoice (
    id bigint NOT NULL,
    number character varying(12) NOT NULL,
    who character varying(64) NOT NULL,
    "on" date NOT NULL
);
ALTER TABLE public.publication_samevoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_samevoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_subscription (
    id bigint NOT NULL,
    key character varying(16) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(8) NOT NULL,
    consent character varying(20) NOT NULL,
    asked jsonb NOT NULL,
    number character varying(12) NOT NULL,
    asked_hash character varying(64) NOT NULL,
    pace character varying(8) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    told_until timestamp with time zone NOT NULL,
    told_mark character varying(64) NOT NULL,
    look_at timestamp with time zone NOT NULL,
    bounces smallint NOT NULL,
    bounced_at timestamp with time zone,
    CONSTRAINT publication_subscription_bounces_check CHECK ((bounces >= 0))
);
ALTER TABLE public.publication_subscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_subscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_subscriptionletter (
    id bigint NOT NULL,
    state character varying(8) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    trouble character varying(300) NOT NULL,
    kind character varying(8) NOT NULL,
    numbers jsonb NOT NULL,
    subscription_id bigint NOT NULL,
    CONSTRAINT publication_subscriptionletter_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.publication_subscriptionletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_subscriptionletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_takenback (
    id bigint NOT NULL,
    published_at timestamp with time zone NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);
ALTER TABLE public.publication_takenback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_takenback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publication_withdrawal (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);
ALTER TABLE public.publication_withdrawal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.publication_withdrawal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.residents_networkaccount (
    id bigint NOT NULL,
    network character varying(12) NOT NULL,
    external_id character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    is_community boolean NOT NULL,
    first_seen_at timestamp with time zone NOT NULL
);
ALTER TABLE public.residents_networkaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.residents_networkaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);
ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);
ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.topics_topic (
    id bigint NOT NULL,
    code character varying(80) NOT NULL,
    level character varying(8) NOT NULL,
    name character varying(200) NOT NULL,
    is_active boolean NOT NULL,
    is_edited boolean NOT NULL,
    parent_id bigint
);
ALTER TABLE public.topics_topic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.topics_topic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.triage_finding (
    id bigint NOT NULL,
    rule character varying(60) NOT NULL,
    ground character varying(60) NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    certainty double precision NOT NULL,
    verdict_id bigint NOT NULL,
    CONSTRAINT triage_finding_end_check CHECK (("end" >= 0)),
    CONSTRAINT triage_finding_start_check CHECK ((start >= 0))
);
ALTER TABLE public.triage_finding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.triage_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.triage_fingerprint (
    id bigint NOT NULL,
    typed_case bigint,
    typed_text text NOT NULL,
    town bigint NOT NULL,
    author bigint,
    thread_key bigint NOT NULL,
    said_at timestamp with time zone NOT NULL,
    keys bigint[] NOT NULL,
    copy_key bigint,
    awaits_comparing boolean NOT NULL,
    message_id bigint,
    CONSTRAINT fingerprint_of_one CHECK ((((message_id IS NOT NULL) AND (typed_case IS NULL)) OR ((message_id IS NULL) AND (typed_case IS NOT NULL))))
);
ALTER TABLE public.triage_fingerprint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.triage_fingerprint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.triage_owncurve (
    id bigint NOT NULL,
    part character varying(10) NOT NULL,
    about character varying(40) NOT NULL,
    slope double precision NOT NULL,
    "offset" double precision NOT NULL,
    is_in_use boolean NOT NULL,
    outcome character varying(16) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    examples integer NOT NULL,
    held_out integer NOT NULL,
    figures jsonb NOT NULL,
    base character varying(16) DEFAULT ''::character varying NOT NULL,
    taken_back_at timestamp with time zone,
    weights jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT triage_owncurve_examples_check CHECK ((examples >= 0)),
    CONSTRAINT triage_owncurve_held_out_check CHECK ((held_out >= 0))
);
ALTER TABLE public.triage_owncurve ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.triage_owncurve_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.triage_ownexample (
    id bigint NOT NULL,
    part character varying(10) NOT NULL,
    proposed character varying(300) NOT NULL,
    certainty double precision NOT NULL,
    chosen character varying(300) NOT NULL,
    is_right boolean NOT NULL,
    model_version character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    body_id bigint NOT NULL,
    by_id bigint NOT NULL,
    founder_id bigint,
    message_id bigint NOT NULL,
    municipality_id bigint,
    wording_id bigint NOT NULL,
    base character varying(16) DEFAULT ''::character varying NOT NULL,
    signs jsonb DEFAULT '{}'::jsonb NOT NULL
);
ALTER TABLE public.triage_ownexample ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.triage_ownexample_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.triage_ownmodel (
    id bigint NOT NULL,
    number integer NOT NULL,
    state character varying(8) NOT NULL,
    outcome character varying(16) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone,
    base_version character varying(40) NOT NULL,
    compared_with character varying(40) NOT NULL,
    examples integer NOT NULL,
    held_out integer NOT NULL,
    figures jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    used_since timestamp with time zone,
    asked_by_id bigint,
    CONSTRAINT triage_ownmodel_examples_check CHECK ((examples >= 0)),
    CONSTRAINT triage_ownmodel_held_out_check CHECK ((held_out >= 0)),
    CONSTRAINT triage_ownmodel_number_check CHECK ((number >= 0))
);
ALTER TABLE public.triage_ownmodel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.triage_ownmodel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.triage_seenbefore (
    id bigint NOT NULL,
    alike character varying(10) NOT NULL,
    certainty double precision NOT NULL,
    grounds character varying(24)[] NOT NULL,
    first_id bigint NOT NULL,
    second_id bigint NOT NULL,
    CONSTRAINT seen_before_in_order CHECK ((first_id < second_id))
);
ALTER TABLE public.triage_seenbefore ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.triage_seenbefore_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.triage_verdict (
    id bigint NOT NULL,
    is_current boolean NOT NULL,
    model_version character varying(40) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    kind character varying(12) NOT NULL,
    kind_certainty double precision NOT NULL,
    has_substance boolean NOT NULL,
    group_code character varying(80) NOT NULL,
    group_certainty double precision NOT NULL,
    alternatives jsonb NOT NULL,
    importance character varying(10) NOT NULL,
    importance_because character varying(200) NOT NULL,
    address character varying(300) NOT NULL,
    address_certainty double precision NOT NULL,
    rudeness double precision NOT NULL,
    needs_person boolean NOT NULL,
    flags character varying(40)[] NOT NULL,
    message_id bigint NOT NULL,
    crossing character varying(200) NOT NULL,
    house character varying(20) NOT NULL,
    landmark character varying(200) NOT NULL,
    latitude double precision,
    longitude double precision,
    place_id bigint,
    place_missing character varying(12)[] NOT NULL,
    point_certainty double precision NOT NULL,
    point_of character varying(12) NOT NULL,
    settlement character varying(200) NOT NULL,
    street character varying(200) NOT NULL,
    awaits_moderation boolean NOT NULL,
    missing character varying(8)[] NOT NULL,
    topic_certainty double precision NOT NULL,
    topic_code character varying(80) NOT NULL,
    topics jsonb NOT NULL
);
ALTER TABLE public.triage_verdict ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.triage_verdict_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.audit_accessrecord ATTACH PARTITION public.audit_accessrecord_rest DEFAULT;
ALTER TABLE ONLY public.audit_auditrecord ATTACH PARTITION public.audit_auditrecord_rest DEFAULT;
ALTER TABLE ONLY public.intake_rawevent ATTACH PARTITION public.intake_rawevent_rest DEFAULT;
ALTER TABLE ONLY public.pages_pagesnapshot ATTACH PARTITION public.pages_pagesnapshot_rest DEFAULT;
ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);
INSERT INTO public.auth_permission VALUES
	(1, 'Can add permission', 2, 'add_permission'),
	(2, 'Can change permission', 2, 'change_permission'),
	(3, 'Can delete permission', 2, 'delete_permission'),
	(4, 'Can view permission', 2, 'view_permission'),
	(5, 'Can add group', 1, 'add_group'),
	(6, 'Can change group', 1, 'change_group'),
	(7, 'Can delete group', 1, 'delete_group'),
	(8, 'Can view group', 1, 'view_group'),
	(9, 'Can add content type', 3, 'add_contenttype'),
	(10, 'Can change content type', 3, 'change_contenttype'),
	(11, 'Can delete content type', 3, 'delete_contenttype'),
	(12, 'Can view content type', 3, 'view_contenttype'),
	(13, 'Can add session', 4, 'add_session'),
	(14, 'Can change session', 4, 'change_session'),
	(15, 'Can delete session', 4, 'delete_session'),
	(16, 'Can view session', 4, 'view_session'),
	(17, 'Can add email address', 5, 'add_emailaddress'),
	(18, 'Can change email address', 5, 'change_emailaddress'),
	(19, 'Can delete email address', 5, 'delete_emailaddress'),
	(20, 'Can view email address', 5, 'view_emailaddress'),
	(21, 'Can add email confirmation', 6, 'add_emailconfirmation'),
	(22, 'Can change email confirmation', 6, 'change_emailconfirmation'),
	(23, 'Can delete email confirmation', 6, 'delete_emailconfirmation'),
	(24, 'Can view email confirmation', 6, 'view_emailconfirmation'),
	(25, 'Can add authenticator', 7, 'add_authenticator'),
	(26, 'Can change authenticator', 7, 'change_authenticator'),
	(27, 'Can delete authenticator', 7, 'delete_authenticator'),
	(28, 'Can view authenticator', 7, 'view_authenticator'),
	(29, 'Can add social account', 8, 'add_socialaccount'),
	(30, 'Can change social account', 8, 'change_socialaccount'),
	(31, 'Can delete social account', 8, 'delete_socialaccount'),
	(32, 'Can view social account', 8, 'view_socialaccount'),
	(33, 'Can add social application', 9, 'add_socialapp'),
	(34, 'Can change social application', 9, 'change_socialapp'),
	(35, 'Can delete social application', 9, 'delete_socialapp'),
	(36, 'Can view social application', 9, 'view_socialapp'),
	(37, 'Can add social application token', 10, 'add_socialtoken'),
	(38, 'Can change social application token', 10, 'change_socialtoken'),
	(39, 'Can delete social application token', 10, 'delete_socialtoken'),
	(40, 'Can view social application token', 10, 'view_socialtoken'),
	(41, 'Can add procrastinate event', 11, 'add_procrastinateevent'),
	(42, 'Can change procrastinate event', 11, 'change_procrastinateevent'),
	(43, 'Can delete procrastinate event', 11, 'delete_procrastinateevent'),
	(44, 'Can view procrastinate event', 11, 'view_procrastinateevent'),
	(45, 'Can add procrastinate job', 12, 'add_procrastinatejob'),
	(46, 'Can change procrastinate job', 12, 'change_procrastinatejob'),
	(47, 'Can delete procrastinate job', 12, 'delete_procrastinatejob'),
	(48, 'Can view procrastinate job', 12, 'view_procrastinatejob'),
	(49, 'Can add procrastinate periodic defer', 13, 'add_procrastinateperiodicdefer'),
	(50, 'Can change procrastinate periodic defer', 13, 'change_procrastinateperiodicdefer'),
	(51, 'Can delete procrastinate periodic defer', 13, 'delete_procrastinateperiodicdefer'),
	(52, 'Can view procrastinate periodic defer', 13, 'view_procrastinateperiodicdefer'),
	(53, 'Can add procrastinate worker', 14, 'add_procrastinateworker'),
	(54, 'Can change procrastinate worker', 14, 'change_procrastinateworker'),
	(55, 'Can delete procrastinate worker', 14, 'delete_procrastinateworker'),
	(56, 'Can view procrastinate worker', 14, 'view_procrastinateworker'),
	(57, 'Can add access record', 15, 'add_accessrecord'),
	(58, 'Can change access record', 15, 'change_accessrecord'),
	(59, 'Can delete access record', 15, 'delete_accessrecord'),
	(60, 'Can view access record', 15, 'view_accessrecord'),
	(61, 'Can add audit record', 16, 'add_auditrecord'),
	(62, 'Can change audit record', 16, 'change_auditrecord'),
	(63, 'Can delete audit record', 16, 'delete_auditrecord'),
	(64, 'Can view audit record', 16, 'view_auditrecord'),
	(65, 'Can add chain head', 17, 'add_chainhead'),
	(66, 'Can change chain head', 17, 'change_chainhead'),
	(67, 'Can delete chain head', 17, 'delete_chainhead'),
	(68, 'Can view chain head', 17, 'view_chainhead'),
	(69, 'Can add stored file', 20, 'add_storedfile'),
	(70, 'Can change stored file', 20, 'change_storedfile'),
	(71, 'Can delete stored file', 20, 'delete_storedfile'),
	(72, 'Can view stored file', 20, 'view_storedfile'),
	(73, 'Can add parted file', 19, 'add_partedfile'),
	(74, 'Can change parted file', 19, 'change_partedfile'),
	(75, 'Can delete parted file', 19, 'delete_partedfile'),
	(76, 'Can view parted file', 19, 'view_partedfile'),
	(77, 'Can add film', 18, 'add_film'),
	(78, 'Can change film', 18, 'change_film'),
	(79, 'Can delete film', 18, 'delete_film'),
	(80, 'Can view film', 18, 'view_film'),
	(81, 'Can add topic', 21, 'add_topic'),
	(82, 'Can change topic', 21, 'change_topic'),
	(83, 'Can delete topic', 21, 'delete_topic'),
	(84, 'Can view topic', 21, 'view_topic'),
	(85, 'Can add staff', 31, 'add_staff'),
	(86, 'Can change staff', 31, 'change_staff'),
	(87, 'Can delete staff', 31, 'delete_staff'),
	(88, 'Can view staff', 31, 'view_staff'),
	(89, 'Can add sign in attempt', 29, 'add_signinattempt'),
	(90, 'Can change sign in attempt', 29, 'change_signinattempt'),
	(91, 'Can delete sign in attempt', 29, 'delete_signinattempt'),
	(92, 'Can view sign in attempt', 29, 'view_signinattempt'),
	(93, 'Can add territory', 34, 'add_territory'),
	(94, 'Can change territory', 34, 'change_territory'),
	(95, 'Can delete territory', 34, 'delete_territory'),
	(96, 'Can view territory', 34, 'view_territory'),
	(97, 'Can add body', 24, 'add_body'),
	(98, 'Can change body', 24, 'change_body'),
	(99, 'Can delete body', 24, 'delete_body'),
	(100, 'Can view body', 24, 'view_body'),
	(101, 'Can add appointment', 23, 'add_appointment'),
	(102, 'Can change appointment', 23, 'change_appointment'),
	(103, 'Can delete appointment', 23, 'delete_appointment'),
	(104, 'Can view appointment', 23, 'view_appointment'),
	(105, 'Can add body ancestry', 25, 'add_bodyancestry'),
	(106, 'Can change body ancestry', 25, 'change_bodyancestry'),
	(107, 'Can delete body ancestry', 25, 'delete_bodyancestry'),
	(108, 'Can view body ancestry', 25, 'view_bodyancestry'),
	(109, 'Can add body turn', 26, 'add_bodyturn'),
	(110, 'Can change body turn', 26, 'change_bodyturn'),
	(111, 'Can delete body turn', 26, 'delete_bodyturn'),
	(112, 'Can view body turn', 26, 'view_bodyturn'),
	(113, 'Can add competence', 27, 'add_competence'),
	(114, 'Can change competence', 27, 'change_competence'),
	(115, 'Can delete competence', 27, 'delete_competence'),
	(116, 'Can view competence', 27, 'view_competence'),
	(117, 'Can add absence', 22, 'add_absence'),
	(118, 'Can change absence', 22, 'change_absence'),
	(119, 'Can delete absence', 22, 'delete_absence'),
	(120, 'Can view absence', 22, 'view_absence'),
	(121, 'Can add invitation', 28, 'add_invitation'),
	(122, 'Can change invitation', 28, 'change_invitation'),
	(123, 'Can delete invitation', 28, 'delete_invitation'),
	(124, 'Can view invitation', 28, 'view_invitation'),
	(125, 'Can add sign in policy', 30, 'add_signinpolicy'),
	(126, 'Can change sign in policy', 30, 'change_signinpolicy'),
	(127, 'Can delete sign in policy', 30, 'delete_signinpolicy'),
	(128, 'Can view sign in policy', 30, 'view_signinpolicy'),
	(129, 'Can add staff gap', 32, 'add_staffgap'),
	(130, 'Can change staff gap', 32, 'change_staffgap'),
	(131, 'Can delete staff gap', 32, 'delete_staffgap'),
	(132, 'Can view staff gap', 32, 'view_staffgap'),
	(133, 'Can add staff session', 33, 'add_staffsession'),
	(134, 'Can change staff session', 33, 'change_staffsession'),
	(135, 'Can delete staff session', 33, 'delete_staffsession'),
	(136, 'Can view staff session', 33, 'view_staffsession'),
	(137, 'Can add gazetteer', 35, 'add_gazetteer'),
	(138, 'Can change gazetteer', 35, 'change_gazetteer'),
	(139, 'Can delete gazetteer', 35, 'delete_gazetteer'),
	(140, 'Can view gazetteer', 35, 'view_gazetteer'),
	(141, 'Can add place', 37, 'add_place'),
	(142, 'Can change place', 37, 'change_place'),
	(143, 'Can delete place', 37, 'delete_place'),
	(144, 'Can view place', 37, 'view_place'),
	(145, 'Can add house', 36, 'add_house'),
	(146, 'Can change house', 36, 'change_house'),
	(147, 'Can delete house', 36, 'delete_house'),
	(148, 'Can view house', 36, 'view_house'),
	(149, 'Can add wanted house', 38, 'add_wantedhouse'),
	(150, 'Can change wanted house', 38, 'change_wantedhouse'),
	(151, 'Can delete wanted house', 38, 'delete_wantedhouse'),
	(152, 'Can view wanted house', 38, 'view_wantedhouse'),
	(153, 'Can add notice', 40, 'add_notice'),
	(154, 'Can change notice', 40, 'change_notice'),
	(155, 'Can delete notice', 40, 'delete_notice'),
	(156, 'Can view notice', 40, 'view_notice'),
	(157, 'Can add notice wishes', 43, 'add_noticewishes'),
	(158, 'Can change notice wishes', 43, 'change_noticewishes'),
	(159, 'Can delete notice wishes', 43, 'delete_noticewishes'),
	(160, 'Can view notice wishes', 43, 'view_noticewishes'),
	(161, 'Can add duty shift', 39, 'add_dutyshift'),
	(162, 'Can change duty shift', 39, 'change_dutyshift'),
	(163, 'Can delete duty shift', 39, 'delete_dutyshift'),
	(164, 'Can view duty shift', 39, 'view_dutyshift'),
	(165, 'Can add notice sending', 42, 'add_noticesending'),
	(166, 'Can change notice sending', 42, 'change_noticesending'),
	(167, 'Can delete notice sending', 42, 'delete_noticesending'),
	(168, 'Can view notice sending', 42, 'view_noticesending'),
	(169, 'Can add staff bot', 44, 'add_staffbot'),
	(170, 'Can change staff bot', 44, 'change_staffbot'),
	(171, 'Can delete staff bot', 44, 'delete_staffbot'),
	(172, 'Can view staff bot', 44, 'view_staffbot'),
	(173, 'Can add notice message', 41, 'add_noticemessage'),
	(174, 'Can change notice message', 41, 'change_noticemessage'),
	(175, 'Can delete notice message', 41, 'delete_noticemessage'),
	(176, 'Can view notice message', 41, 'view_noticemessage'),
	(177, 'Can add staff talk', 45, 'add_stafftalk'),
	(178, 'Can change staff talk', 45, 'change_stafftalk'),
	(179, 'Can delete staff talk', 45, 'delete_stafftalk'),
	(180, 'Can view staff talk', 45, 'view_stafftalk'),
	(181, 'Can add talk code', 46, 'add_talkcode'),
	(182, 'Can change talk code', 46, 'change_talkcode'),
	(183, 'Can delete talk code', 46, 'delete_talkcode'),
	(184, 'Can view talk code', 46, 'view_talkcode'),
	(185, 'Can add page', 52, 'add_page'),
	(186, 'Can change page', 52, 'change_page'),
	(187, 'Can delete page', 52, 'delete_page'),
	(188, 'Can view page', 52, 'view_page'),
	(189, 'Can add connection', 48, 'add_connection'),
	(190, 'Can change connection', 48, 'change_connection'),
	(191, 'Can delete connection', 48, 'delete_connection'),
	(192, 'Can view connection', 48, 'view_connection'),
	(193, 'Can add connection turn', 49, 'add_connectionturn'),
	(194, 'Can change connection turn', 49, 'change_connectionturn'),
	(195, 'Can delete connection turn', 49, 'delete_connectionturn'),
	(196, 'Can view connection turn', 49, 'view_connectionturn'),
	(197, 'Can add taken turns', 61, 'add_takenturns'),
	(198, 'Can change taken turns', 61, 'change_takenturns'),
	(199, 'Can delete taken turns', 61, 'delete_takenturns'),
	(200, 'Can view taken turns', 61, 'view_takenturns'),
	(201, 'Can add exemption', 50, 'add_exemption'),
	(202, 'Can change exemption', 50, 'change_exemption'),
	(203, 'Can delete exemption', 50, 'delete_exemption'),
	(204, 'Can view exemption', 50, 'view_exemption'),
	(205, 'Can add required network', 58, 'add_requirednetwork'),
	(206, 'Can change required network', 58, 'change_requirednetwork'),
	(207, 'Can delete required network', 58, 'delete_requirednetwork'),
	(208, 'Can view required network', 58, 'view_requirednetwork'),
	(209, 'Can add asked address', 47, 'add_askedaddress'),
	(210, 'Can change asked address', 47, 'change_askedaddress'),
	(211, 'Can delete asked address', 47, 'delete_askedaddress'),
	(212, 'Can view asked address', 47, 'view_askedaddress'),
	(213, 'Can add page address', 53, 'add_pageaddress'),
	(214, 'Can change page address', 53, 'change_pageaddress'),
	(215, 'Can delete page address', 53, 'delete_pageaddress'),
	(216, 'Can view page address', 53, 'view_pageaddress'),
	(217, 'Can add suspected fake', 60, 'add_suspectedfake'),
	(218, 'Can change suspected fake', 60, 'change_suspectedfake'),
	(219, 'Can delete suspected fake', 60, 'delete_suspectedfake'),
	(220, 'Can view suspected fake', 60, 'view_suspectedfake'),
	(221, 'Can add proof', 57, 'add_proof'),
	(222, 'Can change proof', 57, 'change_proof'),
	(223, 'Can delete proof', 57, 'delete_proof'),
	(224, 'Can view proof', 57, 'view_proof'),
	(225, 'Can add page alarm', 54, 'add_pagealarm'),
	(226, 'Can change page alarm', 54, 'change_pagealarm'),
	(227, 'Can delete page alarm', 54, 'delete_pagealarm'),
	(228, 'Can view page alarm', 54, 'view_pagealarm'),
	(229, 'Can add methodology', 51, 'add_methodology'),
	(230, 'Can change methodology', 51, 'change_methodology'),
	(231, 'Can delete methodology', 51, 'delete_methodology'),
	(232, 'Can view methodology', 51, 'view_methodology'),
	(233, 'Can add page score', 55, 'add_pagescore'),
	(234, 'Can change page score', 55, 'change_pagescore'),
	(235, 'Can delete page score', 55, 'delete_pagescore'),
	(236, 'Can view page score', 55, 'view_pagescore'),
	(237, 'Can add score objection', 59, 'add_scoreobjection'),
	(238, 'Can change score objection', 59, 'change_scoreobjection'),
	(239, 'Can delete score objection', 59, 'delete_scoreobjection'),
	(240, 'Can view score objection', 59, 'view_scoreobjection'),
	(241, 'Can add page snapshot', 56, 'add_pagesnapshot'),
	(242, 'Can change page snapshot', 56, 'change_pagesnapshot'),
	(243, 'Can delete page snapshot', 56, 'delete_pagesnapshot'),
	(244, 'Can view page snapshot', 56, 'view_pagesnapshot'),
	(245, 'Can add widget', 62, 'add_widget'),
	(246, 'Can change widget', 62, 'change_widget'),
	(247, 'Can delete widget', 62, 'delete_widget'),
	(248, 'Can view widget', 62, 'view_widget'),
	(249, 'Can add widget use', 63, 'add_widgetuse'),
	(250, 'Can change widget use', 63, 'change_widgetuse'),
	(251, 'Can delete widget use', 63, 'delete_widgetuse'),
	(252, 'Can view widget use', 63, 'view_widgetuse'),
	(253, 'Can add network account', 64, 'add_networkaccount'),
	(254, 'Can change network account', 64, 'change_networkaccount'),
	(255, 'Can delete network account', 64, 'delete_networkaccount'),
	(256, 'Can view network account', 64, 'view_networkaccount'),
	(257, 'Can add outbox act', 65, 'add_outboxact'),
	(258, 'Can change outbox act', 65, 'change_outboxact'),
	(259, 'Can delete outbox act', 65, 'delete_outboxact'),
	(260, 'Can view outbox act', 65, 'view_outboxact'),
	(261, 'Can add raw event', 71, 'add_rawevent'),
	(262, 'Can change raw event', 71, 'change_rawevent'),
	(263, 'Can delete raw event', 71, 'delete_rawevent'),
	(264, 'Can view raw event', 71, 'view_rawevent'),
	(265, 'Can add resident message', 73, 'add_residentmessage'),
	(266, 'Can change resident message', 73, 'change_residentmessage'),
	(267, 'Can delete resident message', 73, 'delete_residentmessage'),
	(268, 'Can view resident message', 73, 'view_residentmessage'),
	(269, 'Can add message version', 70, 'add_messageversion'),
	(270, 'Can change message version', 70, 'change_messageversion'),
	(271, 'Can delete message version', 70, 'delete_messageversion'),
	(272, 'Can view message version', 70, 'view_messageversion'),
	(273, 'Can add sending pace', 74, 'add_sendingpace'),
	(274, 'Can change sending pace', 74, 'change_sendingpace'),
	(275, 'Can delete sending pace', 74, 'delete_sendingpace'),
	(276, 'Can view sending pace', 74, 'view_sendingpace'),
	(277, 'Can add spent stamp', 75, 'add_spentstamp'),
	(278, 'Can change spent stamp', 75, 'change_spentstamp'),
	(279, 'Can delete spent stamp', 75, 'delete_spentstamp'),
	(280, 'Can view spent stamp', 75, 'view_spentstamp'),
	(281, 'Can add resident act', 72, 'add_residentact'),
	(282, 'Can change resident act', 72, 'change_residentact'),
	(283, 'Can delete resident act', 72, 'delete_residentact'),
	(284, 'Can view resident act', 72, 'view_residentact'),
	(285, 'Can add act link', 67, 'add_actlink'),
	(286, 'Can change act link', 67, 'change_actlink'),
	(287, 'Can delete act link', 67, 'delete_actlink'),
	(288, 'Can view act link', 67, 'view_actlink'),
	(289, 'Can add act letter', 66, 'add_actletter'),
	(290, 'Can change act letter', 66, 'change_actletter'),
	(291, 'Can delete act letter', 66, 'delete_actletter'),
	(292, 'Can view act letter', 66, 'view_actletter'),
	(293, 'Can add erased link', 69, 'add_erasedlink'),
	(294, 'Can change erased link', 69, 'change_erasedlink'),
	(295, 'Can delete erased link', 69, 'delete_erasedlink'),
	(296, 'Can view erased link', 69, 'view_erasedlink'),
	(297, 'Can add act talk', 68, 'add_acttalk'),
	(298, 'Can change act talk', 68, 'change_acttalk'),
	(299, 'Can delete act talk', 68, 'delete_acttalk'),
	(300, 'Can view act talk', 68, 'view_acttalk'),
	(301, 'Can add verdict', 82, 'add_verdict'),
	(302, 'Can change verdict', 82, 'change_verdict'),
	(303, 'Can delete verdict', 82, 'delete_verdict'),
	(304, 'Can view verdict', 82, 'view_verdict'),
	(305, 'Can add finding', 76, 'add_finding'),
	(306, 'Can change finding', 76, 'change_finding'),
	(307, 'Can delete finding', 76, 'delete_finding'),
	(308, 'Can view finding', 76, 'view_finding'),
	(309, 'Can add fingerprint', 77, 'add_fingerprint'),
	(310, 'Can change fingerprint', 77, 'change_fingerprint'),
	(311, 'Can delete fingerprint', 77, 'delete_fingerprint'),
	(312, 'Can view fingerprint', 77, 'view_fingerprint'),
	(313, 'Can add seen before', 81, 'add_seenbefore'),
	(314, 'Can change seen before', 81, 'change_seenbefore'),
	(315, 'Can delete seen before', 81, 'delete_seenbefore'),
	(316, 'Can view seen before', 81, 'view_seenbefore'),
	(317, 'Can add own example', 79, 'add_ownexample'),
	(318, 'Can change own example', 79, 'change_ownexample'),
	(319, 'Can delete own example', 79, 'delete_ownexample'),
	(320, 'Can view own example', 79, 'view_ownexample'),
	(321, 'Can add own model', 80, 'add_ownmodel'),
	(322, 'Can change own model', 80, 'change_ownmodel'),
	(323, 'Can delete own model', 80, 'delete_ownmodel'),
	(324, 'Can view own model', 80, 'view_ownmodel'),
	(325, 'Can add own curve', 78, 'add_owncurve'),
	(326, 'Can change own curve', 78, 'change_owncurve'),
	(327, 'Can delete own curve', 78, 'delete_owncurve'),
	(328, 'Can view own curve', 78, 'view_owncurve'),
	(329, 'Can add appeal', 83, 'add_appeal'),
	(330, 'Can change appeal', 83, 'change_appeal'),
	(331, 'Can delete appeal', 83, 'delete_appeal'),
	(332, 'Can view appeal', 83, 'view_appeal'),
	(333, 'Can add appeal message', 84, 'add_appealmessage'),
	(334, 'Can change appeal message', 84, 'change_appealmessage'),
	(335, 'Can delete appeal message', 84, 'delete_appealmessage'),
	(336, 'Can view appeal message', 84, 'view_appealmessage'),
	(337, 'Can add note', 94, 'add_note'),
	(338, 'Can change note', 94, 'change_note'),
	(339, 'Can delete note', 94, 'delete_note'),
	(340, 'Can view note', 94, 'view_note'),
	(341, 'Can add route', 96, 'add_route'),
	(342, 'Can change route', 96, 'change_route'),
	(343, 'Can delete route', 96, 'delete_route'),
	(344, 'Can view route', 96, 'view_route'),
	(345, 'Can add transition', 100, 'add_transition'),
	(346, 'Can change transition', 100, 'change_transition'),
	(347, 'Can delete transition', 100, 'delete_transition'),
	(348, 'Can view transition', 100, 'view_transition'),
	(349, 'Can add different cases', 91, 'add_differentcases'),
	(350, 'Can change different cases', 91, 'change_differentcases'),
	(351, 'Can delete different cases', 91, 'delete_differentcases'),
	(352, 'Can view different cases', 91, 'view_differentcases'),
	(353, 'Can add deadline policy', 89, 'add_deadlinepolicy'),
	(354, 'Can change deadline policy', 89, 'change_deadlinepolicy'),
	(355, 'Can delete deadline policy', 89, 'delete_deadlinepolicy'),
	(356, 'Can view deadline policy', 89, 'view_deadlinepolicy'),
	(357, 'Can add case part', 86, 'add_casepart'),
	(358, 'Can change case part', 86, 'change_casepart'),
	(359, 'Can delete case part', 86, 'delete_casepart'),
	(360, 'Can view case part', 86, 'view_casepart'),
	(361, 'Can add related cases', 95, 'add_relatedcases'),
	(362, 'Can change related cases', 95, 'change_relatedcases'),
	(363, 'Can delete related cases', 95, 'delete_relatedcases'),
	(364, 'Can view related cases', 95, 'view_relatedcases'),
	(365, 'Can add route trouble', 97, 'add_routetrouble'),
	(366, 'Can change route trouble', 97, 'change_routetrouble'),
	(367, 'Can delete route trouble', 97, 'delete_routetrouble'),
	(368, 'Can view route trouble', 97, 'view_routetrouble'),
	(369, 'Can add call back', 85, 'add_callback'),
	(370, 'Can change call back', 85, 'change_callback'),
	(371, 'Can delete call back', 85, 'delete_callback'),
	(372, 'Can view call back', 85, 'view_callback'),
	(373, 'Can add emergency', 92, 'add_emergency'),
	(374, 'Can change emergency', 92, 'change_emergency'),
	(375, 'Can delete emergency', 92, 'delete_emergency'),
	(376, 'Can view emergency', 92, 'view_emergency'),
	(377, 'Can add warning policy', 101, 'add_warningpolicy'),
	(378, 'Can change warning policy', 101, 'change_warningpolicy'),
	(379, 'Can delete warning policy', 101, 'delete_warningpolicy'),
	(380, 'Can view warning policy', 101, 'view_warningpolicy'),
	(381, 'Can add extension', 93, 'add_extension'),
	(382, 'Can change extension', 93, 'change_extension'),
	(383, 'Can delete extension', 93, 'delete_extension'),
	(384, 'Can view extension', 93, 'view_extension'),
	(385, 'Can add saved view', 98, 'add_savedview'),
	(386, 'Can change saved view', 98, 'change_savedview'),
	(387, 'Can delete saved view', 98, 'delete_savedview'),
	(388, 'Can view saved view', 98, 'view_savedview'),
	(389, 'Can add default view', 90, 'add_defaultview'),
	(390, 'Can change default view', 90, 'change_defaultview'),
	(391, 'Can delete default view', 90, 'delete_defaultview'),
	(392, 'Can view default view', 90, 'view_defaultview'),
	(393, 'Can add case photo', 87, 'add_casephoto'),
	(394, 'Can change case photo', 87, 'change_casephoto'),
	(395, 'Can delete case photo', 87, 'delete_casephoto'),
	(396, 'Can view case photo', 87, 'view_casephoto'),
	(397, 'Can add tag', 99, 'add_tag'),
	(398, 'Can change tag', 99, 'change_tag'),
	(399, 'Can delete tag', 99, 'delete_tag'),
	(400, 'Can view tag', 99, 'view_tag'),
	(401, 'Can add case tag', 88, 'add_casetag'),
	(402, 'Can change case tag', 88, 'change_casetag'),
	(403, 'Can delete case tag', 88, 'delete_casetag'),
	(404, 'Can view case tag', 88, 'view_casetag'),
	(405, 'Can add answer', 102, 'add_answer'),
	(406, 'Can change answer', 102, 'change_answer'),
	(407, 'Can delete answer', 102, 'delete_answer'),
	(408, 'Can view answer', 102, 'view_answer'),
	(409, 'Can add draft', 109, 'add_draft'),
	(410, 'Can change draft', 109, 'change_draft'),
	(411, 'Can delete draft', 109, 'delete_draft'),
	(412, 'Can view draft', 109, 'view_draft'),
	(413, 'Can add answer version', 103, 'add_answerversion'),
	(414, 'Can change answer version', 103, 'change_answerversion'),
	(415, 'Can delete answer version', 103, 'delete_answerversion'),
	(416, 'Can view answer version', 103, 'view_answerversion'),
	(417, 'Can add approval', 104, 'add_approval'),
	(418, 'Can change approval', 104, 'change_approval'),
	(419, 'Can delete approval', 104, 'delete_approval'),
	(420, 'Can view approval', 104, 'view_approval'),
	(421, 'Can add approval rule', 105, 'add_approvalrule'),
	(422, 'Can change approval rule', 105, 'change_approvalrule'),
	(423, 'Can delete approval rule', 105, 'delete_approvalrule'),
	(424, 'Can view approval rule', 105, 'view_approvalrule'),
	(425, 'Can add facts', 110, 'add_facts'),
	(426, 'Can change facts', 110, 'change_facts'),
	(427, 'Can delete facts', 110, 'delete_facts'),
	(428, 'Can view facts', 110, 'view_facts'),
	(429, 'Can add presence', 112, 'add_presence'),
	(430, 'Can change presence', 112, 'change_presence'),
	(431, 'Can delete presence', 112, 'delete_presence'),
	(432, 'Can view presence', 112, 'view_presence'),
	(433, 'Can add ready text', 114, 'add_readytext'),
	(434, 'Can change ready text', 114, 'change_readytext'),
	(435, 'Can delete ready text', 114, 'delete_readytext'),
	(436, 'Can view ready text', 114, 'view_readytext'),
	(437, 'Can add case result', 108, 'add_caseresult'),
	(438, 'Can change case result', 108, 'change_caseresult'),
	(439, 'Can delete case result', 108, 'delete_caseresult'),
	(440, 'Can view case result', 108, 'view_caseresult'),
	(441, 'Can add resident verdict', 115, 'add_residentverdict'),
	(442, 'Can change resident verdict', 115, 'change_residentverdict'),
	(443, 'Can delete resident verdict', 115, 'delete_residentverdict'),
	(444, 'Can view resident verdict', 115, 'view_residentverdict'),
	(445, 'Can add macro', 111, 'add_macro'),
	(446, 'Can change macro', 111, 'change_macro'),
	(447, 'Can delete macro', 111, 'delete_macro'),
	(448, 'Can view macro', 111, 'view_macro'),
	(449, 'Can add bulk run', 107, 'add_bulkrun'),
	(450, 'Can change bulk run', 107, 'change_bulkrun'),
	(451, 'Can delete bulk run', 107, 'delete_bulkrun'),
	(452, 'Can view bulk run', 107, 'view_bulkrun'),
	(453, 'Can add bulk item', 106, 'add_bulkitem'),
	(454, 'Can change bulk item', 106, 'change_bulkitem'),
	(455, 'Can delete bulk item', 106, 'delete_bulkitem'),
	(456, 'Can view bulk item', 106, 'view_bulkitem'),
	(457, 'Can add shown photos', 117, 'add_shownphotos'),
	(458, 'Can change shown photos', 117, 'change_shownphotos'),
	(459, 'Can delete shown photos', 117, 'delete_shownphotos'),
	(460, 'Can view shown photos', 117, 'view_shownphotos'),
	(461, 'Can add ready file', 113, 'add_readyfile'),
	(462, 'Can change ready file', 113, 'change_readyfile'),
	(463, 'Can delete ready file', 113, 'delete_readyfile'),
	(464, 'Can view ready file', 113, 'view_readyfile'),
	(465, 'Can add shown file', 116, 'add_shownfile'),
	(466, 'Can change shown file', 116, 'change_shownfile'),
	(467, 'Can delete shown file', 116, 'delete_shownfile'),
	(468, 'Can view shown file', 116, 'view_shownfile'),
	(469, 'Can add decision', 119, 'add_decision'),
	(470, 'Can change decision', 119, 'change_decision'),
	(471, 'Can delete decision', 119, 'delete_decision'),
	(472, 'Can view decision', 119, 'view_decision'),
	(473, 'Can add ban', 118, 'add_ban'),
	(474, 'Can change ban', 118, 'change_ban'),
	(475, 'Can delete ban', 118, 'delete_ban'),
	(476, 'Can view ban', 118, 'view_ban'),
	(477, 'Can add page rules', 129, 'add_pagerules'),
	(478, 'Can change page rules', 129, 'change_pagerules'),
	(479, 'Can delete page rules', 129, 'delete_pagerules'),
	(480, 'Can view page rules', 129, 'view_pagerules'),
	(481, 'Can add policy', 130, 'add_policy'),
	(482, 'Can change policy', 130, 'change_policy'),
	(483, 'Can delete policy', 130, 'delete_policy'),
	(484, 'Can view policy', 130, 'view_policy'),
	(485, 'Can add review', 131, 'add_review'),
	(486, 'Can change review', 131, 'change_review'),
	(487, 'Can delete review', 131, 'delete_review'),
	(488, 'Can view review', 131, 'view_review'),
	(489, 'Can add evidence file', 120, 'add_evidencefile'),
	(490, 'Can change evidence file', 120, 'change_evidencefile'),
	(491, 'Can delete evidence file', 120, 'delete_evidencefile'),
	(492, 'Can view evidence file', 120, 'view_evidencefile'),
	(493, 'Can add evidence record', 121, 'add_evidencerecord'),
	(494, 'Can change evidence record', 121, 'change_evidencerecord'),
	(495, 'Can delete evidence record', 121, 'delete_evidencerecord'),
	(496, 'Can view evidence record', 121, 'view_evidencerecord'),
	(497, 'Can add objection', 123, 'add_objection'),
	(498, 'Can change objection', 123, 'change_objection'),
	(499, 'Can delete objection', 123, 'delete_objection'),
	(500, 'Can view objection', 123, 'view_objection'),
	(501, 'Can add objection try', 124, 'add_objectiontry'),
	(502, 'Can change objection try', 124, 'change_objectiontry'),
	(503, 'Can delete objection try', 124, 'delete_objectiontry'),
	(504, 'Can view objection try', 124, 'view_objectiontry'),
	(505, 'Can add objection way', 125, 'add_objectionway'),
	(506, 'Can change objection way', 125, 'change_objectionway'),
	(507, 'Can delete objection way', 125, 'delete_objectionway'),
	(508, 'Can view objection way', 125, 'view_objectionway'),
	(509, 'Can add outside reading', 128, 'add_outsidereading'),
	(510, 'Can change outside reading', 128, 'change_outsidereading'),
	(511, 'Can delete outside reading', 128, 'delete_outsidereading'),
	(512, 'Can view outside reading', 128, 'view_outsidereading'),
	(513, 'Can add sample check', 132, 'add_samplecheck'),
	(514, 'Can change sample check', 132, 'change_samplecheck'),
	(515, 'Can delete sample check', 132, 'delete_samplecheck'),
	(516, 'Can view sample check', 132, 'view_samplecheck'),
	(517, 'Can add outside act', 127, 'add_outsideact'),
	(518, 'Can change outside act', 127, 'change_outsideact'),
	(519, 'Can delete outside act', 127, 'delete_outsideact'),
	(520, 'Can view outside act', 127, 'view_outsideact'),
	(521, 'Can add many decided', 122, 'add_manydecided'),
	(522, 'Can change many decided', 122, 'change_manydecided'),
	(523, 'Can delete many decided', 122, 'delete_manydecided'),
	(524, 'Can view many decided', 122, 'view_manydecided'),
	(525, 'Can add one of many', 126, 'add_oneofmany'),
	(526, 'Can change one of many', 126, 'change_oneofmany'),
	(527, 'Can delete one of many', 126, 'delete_oneofmany'),
	(528, 'Can view one of many', 126, 'view_oneofmany'),
	(529, 'Can add decision', 134, 'add_decision'),
	(530, 'Can change decision', 134, 'change_decision'),
	(531, 'Can delete decision', 134, 'delete_decision'),
	(532, 'Can view decision', 134, 'view_decision'),
	(533, 'Can add published case', 138, 'add_publishedcase'),
	(534, 'Can change published case', 138, 'change_publishedcase'),
	(535, 'Can delete published case', 138, 'delete_publishedcase'),
	(536, 'Can view published case', 138, 'view_publishedcase'),
	(537, 'Can add same voice', 140, 'add_samevoice'),
	(538, 'Can change same voice', 140, 'change_samevoice'),
	(539, 'Can delete same voice', 140, 'delete_samevoice'),
	(540, 'Can view same voice', 140, 'view_samevoice'),
	(541, 'Can add taken back', 143, 'add_takenback'),
	(542, 'Can change taken back', 143, 'change_takenback'),
	(543, 'Can delete taken back', 143, 'delete_takenback'),
	(544, 'Can view taken back', 143, 'view_takenback'),
	(545, 'Can add open file', 135, 'add_openfile'),
	(546, 'Can change open file', 135, 'change_openfile'),
	(547, 'Can delete open file', 135, 'delete_openfile'),
	(548, 'Can view open file', 135, 'view_openfile'),
	(549, 'Can add subscription', 141, 'add_subscription'),
	(550, 'Can change subscription', 141, 'change_subscription'),
	(551, 'Can delete subscription', 141, 'delete_subscription'),
	(552, 'Can view subscription', 141, 'view_subscription'),
	(553, 'Can add subscription letter', 142, 'add_subscriptionletter'),
	(554, 'Can change subscription letter', 142, 'change_subscriptionletter'),
	(555, 'Can delete subscription letter', 142, 'delete_subscriptionletter'),
	(556, 'Can view subscription letter', 142, 'view_subscriptionletter'),
	(557, 'Can add photo look', 136, 'add_photolook'),
	(558, 'Can change photo look', 136, 'change_photolook'),
	(559, 'Can delete photo look', 136, 'delete_photolook'),
	(560, 'Can view photo look', 136, 'view_photolook'),
	(561, 'Can add publication rule', 137, 'add_publicationrule'),
	(562, 'Can change publication rule', 137, 'change_publicationrule'),
	(563, 'Can delete publication rule', 137, 'delete_publicationrule'),
	(564, 'Can view publication rule', 137, 'view_publicationrule'),
	(565, 'Can add published photo', 139, 'add_publishedphoto'),
	(566, 'Can change published photo', 139, 'change_publishedphoto'),
	(567, 'Can delete published photo', 139, 'delete_publishedphoto'),
	(568, 'Can view published photo', 139, 'view_publishedphoto'),
	(569, 'Can add withdrawal', 144, 'add_withdrawal'),
	(570, 'Can change withdrawal', 144, 'change_withdrawal'),
	(571, 'Can delete withdrawal', 144, 'delete_withdrawal'),
	(572, 'Can view withdrawal', 144, 'view_withdrawal'),
	(573, 'Can add body speed', 133, 'add_bodyspeed'),
	(574, 'Can change body speed', 133, 'change_bodyspeed'),
	(575, 'Can delete body speed', 133, 'delete_bodyspeed'),
	(576, 'Can view body speed', 133, 'view_bodyspeed'),
	(577, 'Can add register import', 156, 'add_registerimport'),
	(578, 'Can change register import', 156, 'change_registerimport'),
	(579, 'Can delete register import', 156, 'delete_registerimport'),
	(580, 'Can view register import', 156, 'view_registerimport'),
	(581, 'Can add register change', 155, 'add_registerchange'),
	(582, 'Can change register change', 155, 'change_registerchange'),
	(583, 'Can delete register change', 155, 'delete_registerchange'),
	(584, 'Can view register change', 155, 'view_registerchange'),
	(585, 'Can add kept value', 152, 'add_keptvalue'),
	(586, 'Can change kept value', 152, 'change_keptvalue'),
	(587, 'Can delete kept value', 152, 'delete_keptvalue'),
	(588, 'Can view kept value', 152, 'view_keptvalue'),
	(589, 'Can add refused row', 154, 'add_refusedrow'),
	(590, 'Can change refused row', 154, 'change_refusedrow'),
	(591, 'Can delete refused row', 154, 'delete_refusedrow'),
	(592, 'Can view refused row', 154, 'view_refusedrow'),
	(593, 'Can add case mapping', 147, 'add_casemapping'),
	(594, 'Can change case mapping', 147, 'change_casemapping'),
	(595, 'Can delete case mapping', 147, 'delete_casemapping'),
	(596, 'Can view case mapping', 147, 'view_casemapping'),
	(597, 'Can add case import', 146, 'add_caseimport'),
	(598, 'Can change case import', 146, 'change_caseimport'),
	(599, 'Can delete case import', 146, 'delete_caseimport'),
	(600, 'Can view case import', 146, 'view_caseimport'),
	(601, 'Can add external case', 148, 'add_externalcase'),
	(602, 'Can change external case', 148, 'change_externalcase'),
	(603, 'Can delete external case', 148, 'delete_externalcase'),
	(604, 'Can view external case', 148, 'view_externalcase'),
	(605, 'Can add refused case', 153, 'add_refusedcase'),
	(606, 'Can change refused case', 153, 'change_refusedcase'),
	(607, 'Can delete refused case', 153, 'delete_refusedcase'),
	(608, 'Can view refused case', 153, 'view_refusedcase'),
	(609, 'Can add api key', 145, 'add_apikey'),
	(610, 'Can change api key', 145, 'change_apikey'),
	(611, 'Can delete api key', 145, 'delete_apikey'),
	(612, 'Can view api key', 145, 'view_apikey'),
	(613, 'Can add kept answer', 151, 'add_keptanswer'),
	(614, 'Can change kept answer', 151, 'change_keptanswer'),
	(615, 'Can delete kept answer', 151, 'delete_keptanswer'),
	(616, 'Can view kept answer', 151, 'view_keptanswer'),
	(617, 'Can add hook', 149, 'add_hook'),
	(618, 'Can change hook', 149, 'change_hook'),
	(619, 'Can delete hook', 149, 'delete_hook'),
	(620, 'Can view hook', 149, 'view_hook'),
	(621, 'Can add hook call', 150, 'add_hookcall'),
	(622, 'Can change hook call', 150, 'change_hookcall'),
	(623, 'Can delete hook call', 150, 'delete_hookcall'),
	(624, 'Can view hook call', 150, 'view_hookcall'),
	(625, 'Can add sent report', 157, 'add_sentreport'),
	(626, 'Can change sent report', 157, 'change_sentreport'),
	(627, 'Can delete sent report', 157, 'delete_sentreport'),
	(628, 'Can view sent report', 157, 'view_sentreport');
INSERT INTO public.django_content_type VALUES
	(1, 'auth', 'group'),
	(2, 'auth', 'permission'),
	(3, 'contenttypes', 'contenttype'),
	(4, 'sessions', 'session'),
	(5, 'account', 'emailaddress'),
	(6, 'account', 'emailconfirmation'),
	(7, 'mfa', 'authenticator'),
	(8, 'socialaccount', 'socialaccount'),
	(9, 'socialaccount', 'socialapp'),
	(10, 'socialaccount', 'socialtoken'),
	(11, 'procrastinate', 'procrastinateevent'),
	(12, 'procrastinate', 'procrastinatejob'),
	(13, 'procrastinate', 'procrastinateperiodicdefer'),
	(14, 'procrastinate', 'procrastinateworker'),
	(15, 'audit', 'accessrecord'),
	(16, 'audit', 'auditrecord'),
	(17, 'audit', 'chainhead'),
	(18, 'media', 'film'),
	(19, 'media', 'partedfile'),
	(20, 'media', 'storedfile'),
	(21, 'topics', 'topic'),
	(22, 'organizations', 'absence'),
	(23, 'organizations', 'appointment'),
	(24, 'organizations', 'body'),
	(25, 'organizations', 'bodyancestry'),
	(26, 'organizations', 'bodyturn'),
	(27, 'organizations', 'competence'),
	(28, 'organizations', 'invitation'),
	(29, 'organizations', 'signinattempt'),
	(30, 'organizations', 'signinpolicy'),
	(31, 'organizations', 'staff'),
	(32, 'organizations', 'staffgap'),
	(33, 'organizations', 'staffsession'),
	(34, 'organizations', 'territory'),
	(35, 'gazetteer', 'gazetteer'),
	(36, 'gazetteer', 'house'),
	(37, 'gazetteer', 'place'),
	(38, 'gazetteer', 'wantedhouse'),
	(39, 'notices', 'dutyshift'),
	(40, 'notices', 'notice'),
	(41, 'notices', 'noticemessage'),
	(42, 'notices', 'noticesending'),
	(43, 'notices', 'noticewishes'),
	(44, 'notices', 'staffbot'),
	(45, 'notices', 'stafftalk'),
	(46, 'notices', 'talkcode'),
	(47, 'pages', 'askedaddress'),
	(48, 'pages', 'connection'),
	(49, 'pages', 'connectionturn'),
	(50, 'pages', 'exemption'),
	(51, 'pages', 'methodology'),
	(52, 'pages', 'page'),
	(53, 'pages', 'pageaddress'),
	(54, 'pages', 'pagealarm'),
	(55, 'pages', 'pagescore'),
	(56, 'pages', 'pagesnapshot'),
	(57, 'pages', 'proof'),
	(58, 'pages', 'requirednetwork'),
	(59, 'pages', 'scoreobjection'),
	(60, 'pages', 'suspectedfake'),
	(61, 'pages', 'takenturns'),
	(62, 'pages', 'widget'),
	(63, 'pages', 'widgetuse'),
	(64, 'residents', 'networkaccount'),
	(65, 'delivery', 'outboxact'),
	(66, 'intake', 'actletter'),
	(67, 'intake', 'actlink'),
	(68, 'intake', 'acttalk'),
	(69, 'intake', 'erasedlink'),
	(70, 'intake', 'messageversion'),
	(71, 'intake', 'rawevent'),
	(72, 'intake', 'residentact'),
	(73, 'intake', 'residentmessage'),
	(74, 'intake', 'sendingpace'),
	(75, 'intake', 'spentstamp'),
	(76, 'triage', 'finding'),
	(77, 'triage', 'fingerprint'),
	(78, 'triage', 'owncurve'),
	(79, 'triage', 'ownexample'),
	(80, 'triage', 'ownmodel'),
	(81, 'triage', 'seenbefore'),
	(82, 'triage', 'verdict'),
	(83, 'appeals', 'appeal'),
	(84, 'appeals', 'appealmessage'),
	(85, 'appeals', 'callback'),
	(86, 'appeals', 'casepart'),
	(87, 'appeals', 'casephoto'),
	(88, 'appeals', 'casetag'),
	(89, 'appeals', 'deadlinepolicy'),
	(90, 'appeals', 'defaultview'),
	(91, 'appeals', 'differentcases'),
	(92, 'appeals', 'emergency'),
	(93, 'appeals', 'extension'),
	(94, 'appeals', 'note'),
	(95, 'appeals', 'relatedcases'),
	(96, 'appeals', 'route'),
	(97, 'appeals', 'routetrouble'),
	(98, 'appeals', 'savedview'),
	(99, 'appeals', 'tag'),
	(100, 'appeals', 'transition'),
	(101, 'appeals', 'warningpolicy'),
	(102, 'answers', 'answer'),
	(103, 'answers', 'answerversion'),
	(104, 'answers', 'approval'),
	(105, 'answers', 'approvalrule'),
	(106, 'answers', 'bulkitem'),
	(107, 'answers', 'bulkrun'),
	(108, 'answers', 'caseresult'),
	(109, 'answers', 'draft'),
	(110, 'answers', 'facts'),
	(111, 'answers', 'macro'),
	(112, 'answers', 'presence'),
	(113, 'answers', 'readyfile'),
	(114, 'answers', 'readytext'),
	(115, 'answers', 'residentverdict'),
	(116, 'answers', 'shownfile'),
	(117, 'answers', 'shownphotos'),
	(118, 'moderation', 'ban'),
	(119, 'moderation', 'decision'),
	(120, 'moderation', 'evidencefile'),
	(121, 'moderation', 'evidencerecord'),
	(122, 'moderation', 'manydecided'),
	(123, 'moderation', 'objection'),
	(124, 'moderation', 'objectiontry'),
	(125, 'moderation', 'objectionway'),
	(126, 'moderation', 'oneofmany'),
	(127, 'moderation', 'outsideact'),
	(128, 'moderation', 'outsidereading'),
	(129, 'moderation', 'pagerules'),
	(130, 'moderation', 'policy'),
	(131, 'moderation', 'review'),
	(132, 'moderation', 'samplecheck'),
	(133, 'publication', 'bodyspeed'),
	(134, 'publication', 'decision'),
	(135, 'publication', 'openfile'),
	(136, 'publication', 'photolook'),
	(137, 'publication', 'publicationrule'),
	(138, 'publication', 'publishedcase'),
	(139, 'publication', 'publishedphoto'),
	(140, 'publication', 'samevoice'),
	(141, 'publication', 'subscription'),
	(142, 'publication', 'subscriptionletter'),
	(143, 'publication', 'takenback'),
	(144, 'publication', 'withdrawal'),
	(145, 'integrations', 'apikey'),
	(146, 'integrations', 'caseimport'),
	(147, 'integrations', 'casemapping'),
	(148, 'integrations', 'externalcase'),
	(149, 'integrations', 'hook'),
	(150, 'integrations', 'hookcall'),
	(151, 'integrations', 'keptanswer'),
	(152, 'integrations', 'keptvalue'),
	(153, 'integrations', 'refusedcase'),
	(154, 'integrations', 'refusedrow'),
	(155, 'integrations', 'registerchange'),
	(156, 'integrations', 'registerimport'),
	(157, 'integrations', 'sentreport');
INSERT INTO public.django_migrations VALUES
	(1, 'organizations', '0001_initial', now()),
	(2, 'account', '0001_initial', now()),
	(3, 'account', '0002_email_max_length', now()),
	(4, 'account', '0003_alter_emailaddress_create_unique_verified_email', now()),
	(5, 'account', '0004_alter_emailaddress_drop_unique_email', now()),
	(6, 'account', '0005_emailaddress_idx_upper_email', now()),
	(7, 'account', '0006_emailaddress_lower', now()),
	(8, 'account', '0007_emailaddress_idx_email', now()),
	(9, 'account', '0008_emailaddress_unique_primary_email_fixup', now()),
	(10, 'account', '0009_emailaddress_unique_primary_email', now()),
	(11, 'pages', '0001_initial', now()),
	(12, 'delivery', '0001_initial', now()),
	(13, 'delivery', '0002_act_said_at', now()),
	(14, 'delivery', '0003_photos', now()),
	(15, 'delivery', '0004_held', now()),
	(16, 'delivery', '0005_held_of_page', now()),
	(17, 'topics', '0001_initial', now()),
	(18, 'organizations', '0002_register', now()),
	(19, 'media', '0001_initial', now()),
	(20, 'pages', '0002_read_again_at', now()),
	(21, 'pages', '0003_subscription_seen', now()),
	(22, 'pages', '0004_connection_story', now()),
	(23, 'pages', '0005_hears_by', now()),
	(24, 'pages', '0006_pace_and_trials', now()),
	(25, 'pages', '0007_register', now()),
	(26, 'pages', '0008_snapshots', now()),
	(27, 'pages', '0009_first_rows', now()),
	(28, 'residents', '0001_initial', now()),
	(29, 'residents', '0002_account_nameless', now()),
	(30, 'intake', '0001_initial', now()),
	(31, 'intake', '0002_message_deleted', now()),
	(32, 'intake', '0003_hidden_erased', now()),
	(33, 'appeals', '0001_initial', now()),
	(34, 'appeals', '0002_remove_appeal_state_before', now()),
	(35, 'appeals', '0003_quiet_cases', now()),
	(36, 'appeals', '0004_publish_anew', now()),
	(37, 'appeals', '0005_decide_anew', now()),
	(38, 'appeals', '0006_places', now()),
	(39, 'appeals', '0007_deadline_policies', now()),
	(40, 'appeals', '0008_table_of_routes', now()),
	(41, 'appeals', '0009_calls', now()),
	(42, 'appeals', '0010_cases_by_moment', now()),
	(43, 'appeals', '0011_policies_of_rules', now()),
	(44, 'appeals', '0012_warnings', now()),
	(45, 'appeals', '0013_saved_views', now()),
	(46, 'appeals', '0014_photos', now()),
	(47, 'appeals', '0015_tags', now()),
	(48, 'appeals', '0016_tags_by_key', now()),
	(49, 'appeals', '0017_not_solved', now()),
	(50, 'media', '0002_documents', now()),
	(51, 'answers', '0001_initial', now()),
	(52, 'answers', '0002_document', now()),
	(53, 'answers', '0003_results', now()),
	(54, 'answers', '0004_step_terms', now()),
	(55, 'answers', '0005_bulk', now()),
	(56, 'answers', '0006_photos', now()),
	(57, 'answers', '0007_attachments', now()),
	(58, 'answers', '0008_step_reminders', now()),
	(59, 'answers', '0009_officials', now()),
	(60, 'answers', '0010_not_solved', now()),
	(61, 'answers', '0011_bulk_in_the_worker', now()),
	(62, 'answers', '0012_erased_in_the_outbox', now()),
	(63, 'answers', '0013_forbids_personal', now()),
	(64, 'pages', '0010_widgets', now()),
	(65, 'pages', '0011_talks', now()),
	(66, 'organizations', '0003_head_of_body', now()),
	(67, 'intake', '0004_message_url', now()),
	(68, 'intake', '0005_own_page', now()),
	(69, 'intake', '0006_letter_waits_once', now()),
	(70, 'intake', '0007_own_page_ends', now()),
	(71, 'intake', '0008_publish_consent', now()),
	(72, 'intake', '0009_letters_one_way', now()),
	(73, 'intake', '0010_act_talks', now()),
	(74, 'intake', '0011_deleters', now()),
	(75, 'intake', '0012_deleted_at', now()),
	(76, 'appeals', '0018_words_read', now()),
	(77, 'appeals', '0019_accept_withdrawal', now()),
	(78, 'appeals', '0020_noted_at', now()),
	(79, 'appeals', '0021_cases_to_tell_of', now()),
	(80, 'appeals', '0022_source_number', now()),
	(81, 'appeals', '0023_floods', now()),
	(82, 'audit', '0001_initial', now()),
	(83, 'audit', '0002_evidence_only_added', now()),
	(84, 'audit', '0003_owner_apart', now()),
	(85, 'contenttypes', '0001_initial', now()),
	(86, 'contenttypes', '0002_remove_content_type_name', now()),
	(87, 'auth', '0001_initial', now()),
	(88, 'auth', '0002_alter_permission_name_max_length', now()),
	(89, 'auth', '0003_alter_user_email_max_length', now()),
	(90, 'auth', '0004_alter_user_username_opts', now()),
	(91, 'auth', '0005_alter_user_last_login_null', now()),
	(92, 'auth', '0006_require_contenttypes_0002', now()),
	(93, 'auth', '0007_alter_validators_add_error_messages', now()),
	(94, 'auth', '0008_alter_user_username_max_length', now()),
	(95, 'auth', '0009_alter_user_last_name_max_length', now()),
	(96, 'auth', '0010_alter_group_name_max_length', now()),
	(97, 'auth', '0011_update_proxy_permissions', now()),
	(98, 'auth', '0012_alter_user_first_name_max_length', now()),
	(99, 'gazetteer', '0001_initial', now()),
	(100, 'intake', '0013_floods', now()),
	(101, 'intake', '0014_expected', now()),
	(102, 'organizations', '0004_tell_of_rights', now()),
	(103, 'integrations', '0001_initial', now()),
	(104, 'integrations', '0002_cases', now()),
	(105, 'integrations', '0003_words_of', now()),
	(106, 'integrations', '0004_keys', now()),
	(107, 'integrations', '0005_hooks', now()),
	(108, 'integrations', '0006_open311', now()),
	(109, 'integrations', '0007_keys_of_who_left', now()),
	(110, 'integrations', '0008_source_numbers', now()),
	(111, 'media', '0003_videos', now()),
	(112, 'media', '0004_senders_of_parts', now()),
	(113, 'media', '0005_files_by_day', now()),
	(114, 'media', '0006_films', now()),
	(115, 'media', '0007_storage_fault', now()),
	(116, 'mfa', '0001_initial', now()),
	(117, 'mfa', '0002_authenticator_timestamps', now()),
	(118, 'mfa', '0003_authenticator_type_uniq', now()),
	(119, 'moderation', '0001_initial', now()),
	(120, 'moderation', '0002_many_decided', now()),
	(121, 'moderation', '0003_held_notices', now()),
	(122, 'moderation', '0004_evidence_never_emptied', now()),
	(123, 'notices', '0001_notices', now()),
	(124, 'notices', '0002_messengers', now()),
	(125, 'notices', '0003_task_notices', now()),
	(126, 'notices', '0004_case_notices', now()),
	(127, 'pages', '0012_tell_the_edge', now()),
	(128, 'procrastinate', '0001_initial', now()),
	(129, 'procrastinate', '0002_drop_started_at_column', now()),
	(130, 'procrastinate', '0003_drop_started_at_column', now()),
	(131, 'procrastinate', '0004_drop_procrastinate_version_table', now()),
	(132, 'procrastinate', '0005_fix_procrastinate_fetch_job', now()),
	(133, 'procrastinate', '0006_fix_trigger_status_events_insert', now()),
	(134, 'procrastinate', '0007_add_queueing_lock_column', now()),
	(135, 'procrastinate', '0008_close_fetch_job_race_condition', now()),
	(136, 'procrastinate', '0009_add_defer_job_function', now()),
	(137, 'procrastinate', '0010_add_procrastinate_periodic_defers', now()),
	(138, 'procrastinate', '0011_add_foreign_key_index', now()),
	(139, 'procrastinate', '0012_add_locks_to_periodic_defer', now()),
	(140, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', now()),
	(141, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', now()),
	(142, 'procrastinate', '0015_add_trigger_on_job_deletion', now()),
	(143, 'procrastinate', '0016_delete_finished_jobs', now()),
	(144, 'procrastinate', '0017_add_checks_to_finish_job', now()),
	(145, 'procrastinate', '0018_add_checks_to_retry_job', now()),
	(146, 'procrastinate', '0019_fix_finish_job_compat_issue', now()),
	(147, 'procrastinate', '0020_add_index_on_procrastinate_jobs', now()),
	(148, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', now()),
	(149, 'procrastinate', '0022_null_locks_excluded', now()),
	(150, 'procrastinate', '0023_remove_old_finish_job_function', now()),
	(151, 'procrastinate', '0024_job_id_bigint', now()),
	(152, 'procrastinate', '0025_add_models', now()),
	(153, 'procrastinate', '0026_add_job_priority', now()),
	(154, 'procrastinate', '0027_add_periodic_job_priority', now()),
	(155, 'procrastinate', '0028_add_cancel_states', now()),
	(156, 'procrastinate', '0029_add_additional_params_to_retry_job', now()),
	(157, 'procrastinate', '0030_alter_procrastinateevent_options', now()),
	(158, 'procrastinate', '0031_add_indexes_for_fetch_job', now()),
	(159, 'procrastinate', '0032_pre_cancel_notification', now()),
	(160, 'procrastinate', '0033_post_cancel_notification', now()),
	(161, 'procrastinate', '0034_pre_add_heartbeat', now()),
	(162, 'procrastinate', '0035_post_add_heartbeat', now()),
	(163, 'procrastinate', '0036_add_worker_model', now()),
	(164, 'procrastinate', '0037_pre_batch_defer_jobs', now()),
	(165, 'procrastinate', '0038_post_batch_defer_jobs', now()),
	(166, 'procrastinate', '0039_pre_priority_lock_fetch_job', now()),
	(167, 'procrastinate', '0040_pre_retry_failed_job', now()),
	(168, 'procrastinate', '0041_post_retry_failed_job', now()),
	(169, 'publication', '0001_initial', now()),
	(170, 'publication', '0002_answer_times', now()),
	(171, 'publication', '0003_look_again', now()),
	(172, 'publication', '0004_verdict', now()),
	(173, 'publication', '0005_waits_until', now()),
	(174, 'publication', '0006_voices', now()),
	(175, 'publication', '0007_searchable', now()),
	(176, 'publication', '0008_open_data', now()),
	(177, 'publication', '0009_by_day', now()),
	(178, 'publication', '0010_subscriptions', now()),
	(179, 'publication', '0011_looked_at_by_people', now()),
	(180, 'publication', '0012_first_published', now()),
	(181, 'publication', '0013_found_by_public_number', now()),
	(182, 'publication', '0014_tags', now()),
	(183, 'publication', '0015_body_speeds', now()),
	(184, 'publication', '0016_joined', now()),
	(185, 'sessions', '0001_initial', now()),
	(186, 'socialaccount', '0001_initial', now()),
	(187, 'socialaccount', '0002_token_max_lengths', now()),
	(188, 'socialaccount', '0003_extra_data_default_dict', now()),
	(189, 'socialaccount', '0004_app_provider_id_settings', now()),
	(190, 'socialaccount', '0005_socialtoken_nullable_app', now()),
	(191, 'socialaccount', '0006_alter_socialaccount_extra_data', now()),
	(192, 'triage', '0001_initial', now()),
	(193, 'triage', '0002_reading', now()),
	(194, 'triage', '0003_own_curves', now()),
	(195, 'triage', '0004_bases_of_curves', now()),
	(196, 'triage', '0005_signs_of_decisions', now());
INSERT INTO public.pages_methodology VALUES
	(1, 'traffic-light', 'Traffic light', 1, NULL, NULL, '{"criteria": [{"check": "component", "points": 10}, {"check": "badge", "points": 10}, {"check": "avatar", "points": 5}, {"check": "description", "points": 5}, {"check": "cover", "points": 10}, {"check": "widgets", "steps": [{"points": 10, "at_least": 2}, {"points": 5, "at_least": 1}], "points": 10}, {"check": "posts", "steps": [{"points": 40, "at_least": 3}], "points": 40}, {"check": "weekly_reach", "steps": [{"points": 10, "more_than": 70}, {"points": 7, "more_than": 50}, {"points": 5, "more_than": 30}], "points": 10}], "green_from": 90, "least_peers": 5, "yellow_from": 70, "comparable_from": 70}'),
	(2, 'three-blocks', 'Three blocks', 1, NULL, NULL, '{"criteria": [{"block": "Design and running", "check": "component", "points": 6}, {"block": "Design and running", "check": "badge", "points": 10}, {"block": "Design and running", "check": "avatar", "points": 3}, {"block": "Design and running", "check": "description", "points": 4}, {"block": "Design and running", "check": "cover", "points": 3}, {"block": "Design and running", "check": "widgets", "steps": [{"points": 8, "at_least": 2}, {"points": 4, "at_least": 1}], "points": 8}, {"block": "Design and running", "check": "posts", "steps": [{"points": 8, "at_least": {"card": 1, "active": 3, "flagship": 7}}], "points": 8}, {"block": "Design and running", "check": "last_post", "steps": [{"points": 4, "at_most": {"card": 31, "active": 7, "flagship": 2}}], "points": 4}, {"block": "Design and running", "check": "comments", "points": 4}, {"block": "Design and running", "check": "messages", "points": 2}, {"block": "Design and running", "check": "unanswered", "steps": [{"points": 4, "at_most": 24}], "points": 4}, {"block": "Design and running", "check": "administrators", "steps": [{"points": 2, "at_least": 2}], "points": 2}, {"block": "Design and running", "check": "two_factor", "points": 2}, {"block": "Reach of the page", "check": "weekly_reach", "steps": [{"points": 20, "more_than": 70}, {"points": 14, "more_than": 50}, {"points": 10, "more_than": 30}], "points": 20}, {"block": "Reach of posts", "check": "post_reach", "steps": [{"points": 20, "more_than": 30}, {"points": 14, "more_than": 20}, {"points": 10, "more_than": 10}], "points": 20}], "green_from": 90, "least_peers": 5, "yellow_from": 70, "comparable_from": 70}');
SELECT pg_catalog.setval('public.auth_permission_id_seq', 628, true);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 157, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 196, true);
SELECT pg_catalog.setval('public.pages_methodology_id_seq', 2, true);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.residents_networkaccount
    ADD CONSTRAINT account_once UNIQUE (network, external_id);
ALTER TABLE ONLY public.organizations_bodyancestry
    ADD CONSTRAINT ancestry_once UNIQUE (ancestor_id, descendant_id);
ALTER TABLE ONLY public.answers_answer
    ADD CONSTRAINT answers_answer_act_id_key UNIQUE (act_id);
ALTER TABLE ONLY public.answers_answer
    ADD CONSTRAINT answers_answer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_answerversion
    ADD CONSTRAINT answers_answerversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_approval
    ADD CONSTRAINT answers_approval_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_approvalrule
    ADD CONSTRAINT answers_approvalrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_bulkitem
    ADD CONSTRAINT answers_bulkitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_bulkrun
    ADD CONSTRAINT answers_bulkrun_key_key UNIQUE (key);
ALTER TABLE ONLY public.answers_bulkrun
    ADD CONSTRAINT answers_bulkrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_caseresult
    ADD CONSTRAINT answers_caseresult_pkey PRIMARY KEY (appeal_id);
ALTER TABLE ONLY public.answers_draft
    ADD CONSTRAINT answers_draft_appeal_id_2c1b5822_uniq UNIQUE (appeal_id);
ALTER TABLE ONLY public.answers_draft
    ADD CONSTRAINT answers_draft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_facts_photos
    ADD CONSTRAINT answers_facts_photos_facts_id_casephoto_id_0033e526_uniq UNIQUE (facts_id, casephoto_id);
ALTER TABLE ONLY public.answers_facts_photos
    ADD CONSTRAINT answers_facts_photos_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_facts
    ADD CONSTRAINT answers_facts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_macro
    ADD CONSTRAINT answers_macro_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_presence
    ADD CONSTRAINT answers_presence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_readyfile
    ADD CONSTRAINT answers_readyfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_readytext
    ADD CONSTRAINT answers_readytext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_residentverdict_photos
    ADD CONSTRAINT answers_residentverdict__residentverdict_id_casep_3a5f0825_uniq UNIQUE (residentverdict_id, casephoto_id);
ALTER TABLE ONLY public.answers_residentverdict_photos
    ADD CONSTRAINT answers_residentverdict_photos_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_residentverdict
    ADD CONSTRAINT answers_residentverdict_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_residentverdict
    ADD CONSTRAINT answers_residentverdict_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.answers_shownfile
    ADD CONSTRAINT answers_shownfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_shownphotos_photos
    ADD CONSTRAINT answers_shownphotos_phot_shownphotos_id_casephoto_706410c9_uniq UNIQUE (shownphotos_id, casephoto_id);
ALTER TABLE ONLY public.answers_shownphotos_photos
    ADD CONSTRAINT answers_shownphotos_photos_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_shownphotos
    ADD CONSTRAINT answers_shownphotos_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_shownphotos
    ADD CONSTRAINT answers_shownphotos_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.appeals_appeal
    ADD CONSTRAINT appeals_appeal_number_key UNIQUE (number);
ALTER TABLE ONLY public.appeals_appeal
    ADD CONSTRAINT appeals_appeal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_appealmessage
    ADD CONSTRAINT appeals_appealmessage_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY public.appeals_appealmessage
    ADD CONSTRAINT appeals_appealmessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_callback
    ADD CONSTRAINT appeals_callback_pkey PRIMARY KEY (appeal_id);
ALTER TABLE ONLY public.appeals_casepart
    ADD CONSTRAINT appeals_casepart_child_id_key UNIQUE (child_id);
ALTER TABLE ONLY public.appeals_casepart
    ADD CONSTRAINT appeals_casepart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_casephoto
    ADD CONSTRAINT appeals_casephoto_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_casetag
    ADD CONSTRAINT appeals_casetag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_deadlinepolicy
    ADD CONSTRAINT appeals_deadlinepolicy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_defaultview
    ADD CONSTRAINT appeals_defaultview_pkey PRIMARY KEY (staff_id);
ALTER TABLE ONLY public.appeals_differentcases
    ADD CONSTRAINT appeals_differentcases_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_emergency
    ADD CONSTRAINT appeals_emergency_pkey PRIMARY KEY (appeal_id);
ALTER TABLE ONLY public.appeals_extension
    ADD CONSTRAINT appeals_extension_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_note
    ADD CONSTRAINT appeals_note_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_relatedcases
    ADD CONSTRAINT appeals_relatedcases_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_route
    ADD CONSTRAINT appeals_route_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_routetrouble
    ADD CONSTRAINT appeals_routetrouble_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_savedview
    ADD CONSTRAINT appeals_savedview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_tag
    ADD CONSTRAINT appeals_tag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_transition
    ADD CONSTRAINT appeals_transition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_warningpolicy
    ADD CONSTRAINT appeals_warningpolicy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_appointment
    ADD CONSTRAINT appointment_once UNIQUE (staff_id, body_id, role);
ALTER TABLE ONLY public.pages_askedaddress
    ADD CONSTRAINT asked_once UNIQUE (network, key);
ALTER TABLE ONLY public.audit_accessrecord
    ADD CONSTRAINT audit_accessrecord_pkey PRIMARY KEY (at, id);
ALTER TABLE ONLY public.audit_accessrecord_rest
    ADD CONSTRAINT audit_accessrecord_rest_pkey PRIMARY KEY (at, id);
ALTER TABLE ONLY public.audit_auditrecord
    ADD CONSTRAINT audit_auditrecord_pkey PRIMARY KEY (at, id);
ALTER TABLE ONLY public.audit_auditrecord_rest
    ADD CONSTRAINT audit_auditrecord_rest_pkey PRIMARY KEY (at, id);
ALTER TABLE ONLY public.audit_chainhead
    ADD CONSTRAINT audit_chainhead_pkey PRIMARY KEY (chain);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.answers_bulkitem
    ADD CONSTRAINT bulk_case_once UNIQUE (run_id, appeal_id);
ALTER TABLE ONLY public.appeals_casetag
    ADD CONSTRAINT case_tag_once UNIQUE (appeal_id, tag_id);
ALTER TABLE ONLY public.organizations_competence
    ADD CONSTRAINT competence_once UNIQUE (body_id, topic_id);
ALTER TABLE ONLY public.delivery_outboxact
    ADD CONSTRAINT delivery_outboxact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_differentcases
    ADD CONSTRAINT different_once UNIQUE (first_id, second_id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.triage_ownexample
    ADD CONSTRAINT example_once UNIQUE (message_id, part);
ALTER TABLE ONLY public.pages_exemption
    ADD CONSTRAINT exemption_once UNIQUE (body_id, network);
ALTER TABLE ONLY public.integrations_externalcase
    ADD CONSTRAINT external_case_once UNIQUE (mapping_id, number);
ALTER TABLE ONLY public.pages_suspectedfake
    ADD CONSTRAINT fake_once UNIQUE (network, key);
ALTER TABLE ONLY public.gazetteer_gazetteer
    ADD CONSTRAINT gazetteer_gazetteer_municipality_id_key UNIQUE (municipality_id);
ALTER TABLE ONLY public.gazetteer_gazetteer
    ADD CONSTRAINT gazetteer_gazetteer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.gazetteer_house
    ADD CONSTRAINT gazetteer_house_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.gazetteer_place
    ADD CONSTRAINT gazetteer_place_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.gazetteer_wantedhouse
    ADD CONSTRAINT gazetteer_wantedhouse_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_hookcall
    ADD CONSTRAINT hook_call_once UNIQUE (hook_id, step_id);
ALTER TABLE ONLY public.gazetteer_house
    ADD CONSTRAINT house_once UNIQUE (street_id, number);
ALTER TABLE ONLY public.intake_actletter
    ADD CONSTRAINT intake_actletter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_actlink
    ADD CONSTRAINT intake_actlink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_actlink
    ADD CONSTRAINT intake_actlink_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.intake_acttalk
    ADD CONSTRAINT intake_acttalk_act_id_key UNIQUE (act_id);
ALTER TABLE ONLY public.intake_acttalk
    ADD CONSTRAINT intake_acttalk_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_erasedlink
    ADD CONSTRAINT intake_erasedlink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_erasedlink
    ADD CONSTRAINT intake_erasedlink_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.intake_messageversion
    ADD CONSTRAINT intake_messageversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_rawevent
    ADD CONSTRAINT intake_rawevent_pkey PRIMARY KEY (received_at, id);
ALTER TABLE ONLY public.intake_rawevent_rest
    ADD CONSTRAINT intake_rawevent_rest_pkey PRIMARY KEY (received_at, id);
ALTER TABLE ONLY public.intake_residentact
    ADD CONSTRAINT intake_residentact_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY public.intake_residentact
    ADD CONSTRAINT intake_residentact_number_key UNIQUE (number);
ALTER TABLE ONLY public.intake_residentact_photos
    ADD CONSTRAINT intake_residentact_photo_residentact_id_storedfil_6085048d_uniq UNIQUE (residentact_id, storedfile_id);
ALTER TABLE ONLY public.intake_residentact_photos
    ADD CONSTRAINT intake_residentact_photos_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_residentact
    ADD CONSTRAINT intake_residentact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_residentmessage
    ADD CONSTRAINT intake_residentmessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_sendingpace
    ADD CONSTRAINT intake_sendingpace_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.intake_spentstamp
    ADD CONSTRAINT intake_spentstamp_pkey PRIMARY KEY (salt);
ALTER TABLE ONLY public.integrations_apikey
    ADD CONSTRAINT integrations_apikey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_apikey
    ADD CONSTRAINT integrations_apikey_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.integrations_caseimport
    ADD CONSTRAINT integrations_caseimport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_casemapping
    ADD CONSTRAINT integrations_casemapping_name_key UNIQUE (name);
ALTER TABLE ONLY public.integrations_casemapping
    ADD CONSTRAINT integrations_casemapping_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_externalcase
    ADD CONSTRAINT integrations_externalcase_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_hook
    ADD CONSTRAINT integrations_hook_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_hookcall
    ADD CONSTRAINT integrations_hookcall_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_keptanswer
    ADD CONSTRAINT integrations_keptanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_keptvalue
    ADD CONSTRAINT integrations_keptvalue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_refusedcase
    ADD CONSTRAINT integrations_refusedcase_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_refusedrow
    ADD CONSTRAINT integrations_refusedrow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_registerchange
    ADD CONSTRAINT integrations_registerchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_registerimport
    ADD CONSTRAINT integrations_registerimport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_sentreport
    ADD CONSTRAINT integrations_sentreport_act_id_key UNIQUE (act_id);
ALTER TABLE ONLY public.integrations_sentreport
    ADD CONSTRAINT integrations_sentreport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_sentreport
    ADD CONSTRAINT integrations_sentreport_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.integrations_keptanswer
    ADD CONSTRAINT kept_answer_once UNIQUE (key_id, word);
ALTER TABLE ONLY public.moderation_oneofmany
    ADD CONSTRAINT many_message_once UNIQUE (many_id, message_id);
ALTER TABLE ONLY public.media_film
    ADD CONSTRAINT media_film_pkey PRIMARY KEY (file_id);
ALTER TABLE ONLY public.media_partedfile
    ADD CONSTRAINT media_partedfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.media_partedfile
    ADD CONSTRAINT media_partedfile_secret_hash_key UNIQUE (secret_hash);
ALTER TABLE ONLY public.media_storedfile
    ADD CONSTRAINT media_storedfile_content_hash_key UNIQUE (content_hash);
ALTER TABLE ONLY public.media_storedfile
    ADD CONSTRAINT media_storedfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_residentmessage
    ADD CONSTRAINT message_once UNIQUE (page_id, kind, external_id);
ALTER TABLE ONLY public.notices_noticemessage
    ADD CONSTRAINT message_once_a_network UNIQUE (notice_id, network);
ALTER TABLE ONLY public.pages_methodology
    ADD CONSTRAINT methodology_version_once UNIQUE (code, version);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_ban
    ADD CONSTRAINT moderation_ban_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY public.moderation_ban
    ADD CONSTRAINT moderation_ban_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_evidencefile
    ADD CONSTRAINT moderation_evidencefile_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY public.moderation_evidencefile
    ADD CONSTRAINT moderation_evidencefile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_evidencerecord
    ADD CONSTRAINT moderation_evidencerecord_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_manydecided
    ADD CONSTRAINT moderation_manydecided_batch_key UNIQUE (batch);
ALTER TABLE ONLY public.moderation_manydecided
    ADD CONSTRAINT moderation_manydecided_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_objection
    ADD CONSTRAINT moderation_objection_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY public.moderation_objection
    ADD CONSTRAINT moderation_objection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_objectiontry
    ADD CONSTRAINT moderation_objectiontry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_objectionway
    ADD CONSTRAINT moderation_objectionway_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY public.moderation_objectionway
    ADD CONSTRAINT moderation_objectionway_number_key UNIQUE (number);
ALTER TABLE ONLY public.moderation_objectionway
    ADD CONSTRAINT moderation_objectionway_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_objectionway
    ADD CONSTRAINT moderation_objectionway_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.moderation_oneofmany
    ADD CONSTRAINT moderation_oneofmany_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_outsideact
    ADD CONSTRAINT moderation_outsideact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_outsidereading
    ADD CONSTRAINT moderation_outsidereading_pkey PRIMARY KEY (network);
ALTER TABLE ONLY public.moderation_pagerules
    ADD CONSTRAINT moderation_pagerules_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_policy
    ADD CONSTRAINT moderation_policy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_review
    ADD CONSTRAINT moderation_review_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY public.moderation_review
    ADD CONSTRAINT moderation_review_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_samplecheck
    ADD CONSTRAINT moderation_samplecheck_appeal_id_key UNIQUE (appeal_id);
ALTER TABLE ONLY public.moderation_samplecheck
    ADD CONSTRAINT moderation_samplecheck_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notice_once UNIQUE (staff_id, kind, subject, step);
ALTER TABLE ONLY public.notices_dutyshift
    ADD CONSTRAINT notices_dutyshift_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_noticemessage
    ADD CONSTRAINT notices_noticemessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_noticesending
    ADD CONSTRAINT notices_noticesending_pkey PRIMARY KEY (notice_id);
ALTER TABLE ONLY public.notices_noticewishes
    ADD CONSTRAINT notices_noticewishes_pkey PRIMARY KEY (staff_id);
ALTER TABLE ONLY public.notices_staffbot
    ADD CONSTRAINT notices_staffbot_pkey PRIMARY KEY (network);
ALTER TABLE ONLY public.notices_stafftalk
    ADD CONSTRAINT notices_stafftalk_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_talkcode
    ADD CONSTRAINT notices_talkcode_code_hash_key UNIQUE (code_hash);
ALTER TABLE ONLY public.notices_talkcode
    ADD CONSTRAINT notices_talkcode_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_scoreobjection
    ADD CONSTRAINT objection_once UNIQUE (score_id, check_code);
ALTER TABLE ONLY public.notices_talkcode
    ADD CONSTRAINT one_code_a_network UNIQUE (staff_id, network);
ALTER TABLE ONLY public.notices_stafftalk
    ADD CONSTRAINT one_talk_a_network UNIQUE (staff_id, network);
ALTER TABLE ONLY public.publication_openfile
    ADD CONSTRAINT open_file_once_a_day UNIQUE (name, made_on);
ALTER TABLE ONLY public.organizations_absence
    ADD CONSTRAINT organizations_absence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_appointment
    ADD CONSTRAINT organizations_appointment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_body
    ADD CONSTRAINT organizations_body_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_body
    ADD CONSTRAINT organizations_body_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.organizations_bodyancestry
    ADD CONSTRAINT organizations_bodyancestry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_bodyturn
    ADD CONSTRAINT organizations_bodyturn_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_competence
    ADD CONSTRAINT organizations_competence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_invitation
    ADD CONSTRAINT organizations_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_signinattempt
    ADD CONSTRAINT organizations_signinattempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_signinpolicy
    ADD CONSTRAINT organizations_signinpolicy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_signinpolicy
    ADD CONSTRAINT organizations_signinpolicy_since_on_key UNIQUE (since_on);
ALTER TABLE ONLY public.organizations_staff
    ADD CONSTRAINT organizations_staff_email_key UNIQUE (email);
ALTER TABLE ONLY public.organizations_staff
    ADD CONSTRAINT organizations_staff_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_staffgap
    ADD CONSTRAINT organizations_staffgap_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_staffsession
    ADD CONSTRAINT organizations_staffsession_key_key UNIQUE (key);
ALTER TABLE ONLY public.organizations_staffsession
    ADD CONSTRAINT organizations_staffsession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_territory
    ADD CONSTRAINT organizations_territory_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_outsideact
    ADD CONSTRAINT outside_once UNIQUE (event_id, kind, page_id);
ALTER TABLE ONLY public.triage_owncurve
    ADD CONSTRAINT own_curve_once UNIQUE (part, about);
ALTER TABLE ONLY public.pages_page
    ADD CONSTRAINT page_once UNIQUE (network, external_id);
ALTER TABLE ONLY public.pages_pagescore
    ADD CONSTRAINT page_score_once_a_day UNIQUE (page_id, methodology_id, "on");
ALTER TABLE ONLY public.pages_askedaddress
    ADD CONSTRAINT pages_askedaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_connection
    ADD CONSTRAINT pages_connection_key_key UNIQUE (key);
ALTER TABLE ONLY public.pages_connection
    ADD CONSTRAINT pages_connection_page_id_key UNIQUE (page_id);
ALTER TABLE ONLY public.pages_connection
    ADD CONSTRAINT pages_connection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_connectionturn
    ADD CONSTRAINT pages_connectionturn_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_exemption
    ADD CONSTRAINT pages_exemption_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_methodology
    ADD CONSTRAINT pages_methodology_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_page
    ADD CONSTRAINT pages_page_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_pageaddress
    ADD CONSTRAINT pages_pageaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_pagealarm
    ADD CONSTRAINT pages_pagealarm_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_pagescore
    ADD CONSTRAINT pages_pagescore_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_pagesnapshot
    ADD CONSTRAINT pages_pagesnapshot_pkey PRIMARY KEY (page_id, "on");
ALTER TABLE ONLY public.pages_pagesnapshot_rest
    ADD CONSTRAINT pages_pagesnapshot_rest_pkey PRIMARY KEY (page_id, "on");
ALTER TABLE ONLY public.pages_proof
    ADD CONSTRAINT pages_proof_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_requirednetwork
    ADD CONSTRAINT pages_requirednetwork_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_scoreobjection
    ADD CONSTRAINT pages_scoreobjection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_suspectedfake
    ADD CONSTRAINT pages_suspectedfake_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_takenturns
    ADD CONSTRAINT pages_takenturns_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.pages_widget
    ADD CONSTRAINT pages_widget_key_key UNIQUE (key);
ALTER TABLE ONLY public.pages_widget
    ADD CONSTRAINT pages_widget_page_id_key UNIQUE (page_id);
ALTER TABLE ONLY public.pages_widget
    ADD CONSTRAINT pages_widget_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_widgetuse
    ADD CONSTRAINT pages_widgetuse_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.appeals_casephoto
    ADD CONSTRAINT photo_once_in_case UNIQUE (appeal_id, file_id, of);
ALTER TABLE ONLY public.gazetteer_place
    ADD CONSTRAINT place_once UNIQUE NULLS NOT DISTINCT (gazetteer_id, what, kind, name, settlement_id);
ALTER TABLE ONLY public.moderation_policy
    ADD CONSTRAINT policy_once_a_day UNIQUE NULLS NOT DISTINCT (page_id, ground, since_on);
ALTER TABLE ONLY public.answers_presence
    ADD CONSTRAINT presence_once UNIQUE (appeal_id, staff_id);
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);
ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pages_proof
    ADD CONSTRAINT proof_once UNIQUE (page_id, kind);
ALTER TABLE ONLY public.publication_answertime
    ADD CONSTRAINT publication_answertime_number_key UNIQUE (number);
ALTER TABLE ONLY public.publication_answertime
    ADD CONSTRAINT publication_answertime_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.publication_bodyspeed
    ADD CONSTRAINT publication_bodyspeed_body_slug_key UNIQUE (body_slug);
ALTER TABLE ONLY public.publication_bodyspeed
    ADD CONSTRAINT publication_bodyspeed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.publication_decision
    ADD CONSTRAINT publication_decision_appeal_id_key UNIQUE (appeal_id);
ALTER TABLE ONLY public.publication_decision
    ADD CONSTRAINT publication_decision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.publication_openfile
    ADD CONSTRAINT publication_openfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.publication_photolook
    ADD CONSTRAINT publication_photolook_photo_id_key UNIQUE (photo_id);
ALTER TABLE ONLY public.publication_photolook
    ADD CONSTRAINT publication_photolook_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.publication_publicationrule
    ADD CONSTRAINT publication_publicationrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.publication_publishedcase
    ADD CONSTRAINT publication_publishedcase_number_key UNIQUE (number);
ALTER TABLE ONLY public.publication_publishedcase
    ADD CONSTRAINT publication_publishedcase_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.publication_publishedphoto
    ADD CONSTRAINT publication_publishedphoto_number_key UNIQUE (number);
ALTER TABLE ONLY public.publication_publishedphoto
    ADD CONSTRAINT publication_publishedphoto_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.publication_samevoice
    ADD CONSTRAINT publication_samevoice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.publication_subscription
    ADD CONSTRAINT publication_subscription_key_key UNIQUE (key);
ALTER TABLE ONLY public.publication_subscription
    ADD CONSTRAINT publication_subscription_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.publication_subscriptionletter
    ADD CONSTRAINT publication_subscriptionletter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.publication_takenback
    ADD CONSTRAINT publication_takenback_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.publication_withdrawal
    ADD CONSTRAINT publication_withdrawal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations_refusedcase
    ADD CONSTRAINT refused_case_once UNIQUE (case_import_id, "row");
ALTER TABLE ONLY public.integrations_refusedrow
    ADD CONSTRAINT refused_once UNIQUE (register_import_id, "row");
ALTER TABLE ONLY public.appeals_relatedcases
    ADD CONSTRAINT related_once UNIQUE (first_id, second_id);
ALTER TABLE ONLY public.pages_requirednetwork
    ADD CONSTRAINT required_once UNIQUE (territory_id, level, network, since_on);
ALTER TABLE ONLY public.residents_networkaccount
    ADD CONSTRAINT residents_networkaccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.triage_seenbefore
    ADD CONSTRAINT seen_before_once UNIQUE (first_id, second_id);
ALTER TABLE ONLY public.integrations_sentreport
    ADD CONSTRAINT sent_report_once UNIQUE (key_id, word_hash);
ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);
ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations_staffgap
    ADD CONSTRAINT staff_gap_once UNIQUE (body_id, kind, since_on);
ALTER TABLE ONLY public.publication_subscription
    ADD CONSTRAINT subscribed_once UNIQUE (email, asked_hash);
ALTER TABLE ONLY public.notices_stafftalk
    ADD CONSTRAINT talk_of_one_person UNIQUE (network, talk);
ALTER TABLE ONLY public.organizations_territory
    ADD CONSTRAINT territory_once UNIQUE NULLS NOT DISTINCT (parent_id, level, name);
ALTER TABLE ONLY public.topics_topic
    ADD CONSTRAINT topics_topic_code_key UNIQUE (code);
ALTER TABLE ONLY public.topics_topic
    ADD CONSTRAINT topics_topic_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.triage_finding
    ADD CONSTRAINT triage_finding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.triage_fingerprint
    ADD CONSTRAINT triage_fingerprint_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY public.triage_fingerprint
    ADD CONSTRAINT triage_fingerprint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.triage_fingerprint
    ADD CONSTRAINT triage_fingerprint_typed_case_key UNIQUE (typed_case);
ALTER TABLE ONLY public.triage_owncurve
    ADD CONSTRAINT triage_owncurve_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.triage_ownexample
    ADD CONSTRAINT triage_ownexample_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.triage_ownmodel
    ADD CONSTRAINT triage_ownmodel_number_key UNIQUE (number);
ALTER TABLE ONLY public.triage_ownmodel
    ADD CONSTRAINT triage_ownmodel_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.triage_seenbefore
    ADD CONSTRAINT triage_seenbefore_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.triage_verdict
    ADD CONSTRAINT triage_verdict_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_messageversion
    ADD CONSTRAINT version_once UNIQUE (message_id, event_key);
ALTER TABLE ONLY public.publication_samevoice
    ADD CONSTRAINT voice_once UNIQUE (number, who);
ALTER TABLE ONLY public.gazetteer_wantedhouse
    ADD CONSTRAINT wanted_house_once UNIQUE (street_id, number);
ALTER TABLE ONLY public.pages_widgetuse
    ADD CONSTRAINT widget_use_of_day UNIQUE (widget_id, "on");
CREATE INDEX absence_deputy ON public.organizations_absence USING btree (deputy_id, until_on);
CREATE INDEX absence_staff ON public.organizations_absence USING btree (staff_id, until_on);
CREATE INDEX access_subject ON ONLY public.audit_accessrecord USING btree (subject, id);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX account_nameless ON public.residents_networkaccount USING btree (id DESC) WHERE ((name)::text = ''::text);
CREATE INDEX act_email ON public.intake_residentact USING btree (email) WHERE (NOT ((email)::text = ''::text));
CREATE UNIQUE INDEX act_letter_waits_once ON public.intake_actletter USING btree (act_id, kind) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX act_letters_due ON public.intake_actletter USING btree (due_at, id);
CREATE INDEX act_to_confirm ON public.intake_residentact USING btree (confirm_hash) WHERE (NOT ((confirm_hash)::text = ''::text));
CREATE INDEX act_to_erase ON public.intake_residentact USING btree (erase_due_at) WHERE (erase_due_at IS NOT NULL);
CREATE INDEX acts_by_moment ON public.intake_residentact USING btree (at);
CREATE UNIQUE INDEX address_held_once ON public.pages_pageaddress USING btree (network, key) WHERE (until IS NULL);
CREATE INDEX address_key ON public.pages_pageaddress USING btree (network, key);
CREATE INDEX address_skeleton ON public.pages_pageaddress USING btree (network, skeleton);
CREATE INDEX alarm_of_page ON public.pages_pagealarm USING btree (page_id, id DESC);
CREATE UNIQUE INDEX alarm_once ON public.pages_pagealarm USING btree (page_id, kind) WHERE (ended_at IS NULL);
CREATE INDEX alarm_worst ON public.pages_pagealarm USING btree (rank, raised_at DESC, id DESC) WHERE (ended_at IS NULL);
CREATE INDEX answer_case ON public.answers_answer USING btree (appeal_id, id);
CREATE INDEX answer_time_of_body ON public.publication_answertime USING btree (body_slug, answered_on);
CREATE INDEX answer_to_check ON public.answers_answer USING btree (id) WHERE ((checked_at IS NULL) AND is_urgent);
CREATE INDEX answer_to_publish ON public.answers_answer USING btree (id) WHERE awaits_publication;
CREATE INDEX answered_outside ON public.appeals_appeal USING btree (id) WHERE (outside_message_id IS NOT NULL);
CREATE INDEX answers_answer_appeal_id_dcc8e7b7 ON public.answers_answer USING btree (appeal_id);
CREATE INDEX answers_answer_approved_by_id_b9248f7f ON public.answers_answer USING btree (approved_by_id);
CREATE INDEX answers_answer_by_id_7b3d50ab ON public.answers_answer USING btree (by_id);
CREATE INDEX answers_answer_checked_by_id_f6d3236c ON public.answers_answer USING btree (checked_by_id);
CREATE INDEX answers_answerversion_answer_id_b6cfce6f ON public.answers_answerversion USING btree (answer_id);
CREATE INDEX answers_answerversion_appeal_id_1fb55059 ON public.answers_answerversion USING btree (appeal_id);
CREATE INDEX answers_answerversion_by_id_0d5bf38e ON public.answers_answerversion USING btree (by_id);
CREATE INDEX answers_approval_answer_id_3a4c8653 ON public.answers_approval USING btree (answer_id);
CREATE INDEX answers_approval_by_id_1a6b41da ON public.answers_approval USING btree (by_id);
CREATE INDEX answers_approvalrule_body_id_010e2780 ON public.answers_approvalrule USING btree (body_id);
CREATE INDEX answers_approvalrule_entered_by_id_4b621a1d ON public.answers_approvalrule USING btree (entered_by_id);
CREATE INDEX answers_approvalrule_topic_id_32f11577 ON public.answers_approvalrule USING btree (topic_id);
CREATE INDEX answers_bulkitem_appeal_id_31b13fcf ON public.answers_bulkitem USING btree (appeal_id);
CREATE INDEX answers_bulkitem_run_id_6b2afab0 ON public.answers_bulkitem USING btree (run_id);
CREATE INDEX answers_bulkrun_by_id_5e89a5ad ON public.answers_bulkrun USING btree (by_id);
CREATE INDEX answers_bulkrun_key_1fd5c11a_like ON public.answers_bulkrun USING btree (key varchar_pattern_ops);
CREATE INDEX answers_bulkrun_macro_id_eccc8dfd ON public.answers_bulkrun USING btree (macro_id);
CREATE INDEX answers_caseresult_checked_by_id_89c5e078 ON public.answers_caseresult USING btree (checked_by_id);
CREATE INDEX answers_draft_by_id_df4c965d ON public.answers_draft USING btree (by_id);
CREATE INDEX answers_draft_held_by_id_72e51a2f ON public.answers_draft USING btree (held_by_id);
CREATE INDEX answers_facts_appeal_id_c0d79ce6 ON public.answers_facts USING btree (appeal_id);
CREATE INDEX answers_facts_asked_by_id_bdb88e71 ON public.answers_facts USING btree (asked_by_id);
CREATE INDEX answers_facts_by_id_6c0b4ee5 ON public.answers_facts USING btree (by_id);
CREATE INDEX answers_facts_photos_casephoto_id_59ea249c ON public.answers_facts_photos USING btree (casephoto_id);
CREATE INDEX answers_facts_photos_facts_id_1f95685c ON public.answers_facts_photos USING btree (facts_id);
CREATE INDEX answers_macro_body_id_ea616992 ON public.answers_macro USING btree (body_id);
CREATE INDEX answers_macro_made_by_id_019f52ab ON public.answers_macro USING btree (made_by_id);
CREATE INDEX answers_presence_appeal_id_3b02fa6f ON public.answers_presence USING btree (appeal_id);
CREATE INDEX answers_presence_staff_id_0573ee1f ON public.answers_presence USING btree (staff_id);
CREATE INDEX answers_readyfile_file_id_ca42aeca ON public.answers_readyfile USING btree (file_id);
CREATE INDEX answers_readyfile_text_id_1e5b2266 ON public.answers_readyfile USING btree (text_id);
CREATE INDEX answers_readytext_body_id_68288b6c ON public.answers_readytext USING btree (body_id);
CREATE INDEX answers_readytext_entered_by_id_d169656a ON public.answers_readytext USING btree (entered_by_id);
CREATE INDEX answers_readytext_topic_id_ab6ab323 ON public.answers_readytext USING btree (topic_id);
CREATE INDEX answers_residentverdict_appeal_id_e8bb9e48 ON public.answers_residentverdict USING btree (appeal_id);
CREATE INDEX answers_residentverdict_explained_by_id_fc2428da ON public.answers_residentverdict USING btree (explained_by_id);
CREATE INDEX answers_residentverdict_photos_casephoto_id_af13acac ON public.answers_residentverdict_photos USING btree (casephoto_id);
CREATE INDEX answers_residentverdict_photos_residentverdict_id_66b28cbe ON public.answers_residentverdict_photos USING btree (residentverdict_id);
CREATE INDEX answers_residentverdict_token_hash_d5673cb0_like ON public.answers_residentverdict USING btree (token_hash varchar_pattern_ops);
CREATE INDEX answers_shownfile_file_id_87534ed1 ON public.answers_shownfile USING btree (file_id);
CREATE INDEX answers_shownfile_shown_id_e1e797e6 ON public.answers_shownfile USING btree (shown_id);
CREATE INDEX answers_shownphotos_appeal_id_734e4656 ON public.answers_shownphotos USING btree (appeal_id);
CREATE INDEX answers_shownphotos_by_id_04eb8913 ON public.answers_shownphotos USING btree (by_id);
CREATE INDEX answers_shownphotos_photos_casephoto_id_4f195c22 ON public.answers_shownphotos_photos USING btree (casephoto_id);
CREATE INDEX answers_shownphotos_photos_shownphotos_id_25d66e56 ON public.answers_shownphotos_photos USING btree (shownphotos_id);
CREATE INDEX answers_shownphotos_token_hash_c4ed1406_like ON public.answers_shownphotos USING btree (token_hash varchar_pattern_ops);
CREATE INDEX appeals_appeal_body_id_f7a485d0 ON public.appeals_appeal USING btree (body_id);
CREATE INDEX appeals_appeal_duplicate_of_id_3a1890e7 ON public.appeals_appeal USING btree (duplicate_of_id);
CREATE INDEX appeals_appeal_founder_id_d9b7e6c8 ON public.appeals_appeal USING btree (founder_id);
CREATE INDEX appeals_appeal_municipality_id_dc822f30 ON public.appeals_appeal USING btree (municipality_id);
CREATE INDEX appeals_appeal_outside_message_id_f57aec3e ON public.appeals_appeal USING btree (outside_message_id);
CREATE INDEX appeals_appeal_page_id_2c0b9d0c ON public.appeals_appeal USING btree (page_id);
CREATE INDEX appeals_appeal_topic_id_926e7f6f ON public.appeals_appeal USING btree (topic_id);
CREATE INDEX appeals_appealmessage_appeal_id_beee0054 ON public.appeals_appealmessage USING btree (appeal_id);
CREATE INDEX appeals_callback_called_by_id_1ea52bfb ON public.appeals_callback USING btree (called_by_id);
CREATE INDEX appeals_casepart_asked_by_id_f4e80b0f ON public.appeals_casepart USING btree (asked_by_id);
CREATE INDEX appeals_casepart_whole_id_3caa4656 ON public.appeals_casepart USING btree (whole_id);
CREATE INDEX appeals_casephoto_appeal_id_23ee4a89 ON public.appeals_casephoto USING btree (appeal_id);
CREATE INDEX appeals_casephoto_by_id_62f8e4bd ON public.appeals_casephoto USING btree (by_id);
CREATE INDEX appeals_casephoto_file_id_03d92859 ON public.appeals_casephoto USING btree (file_id);
CREATE INDEX appeals_casephoto_part_id_f465ada9 ON public.appeals_casephoto USING btree (part_id);
CREATE INDEX appeals_casetag_appeal_id_fb202df8 ON public.appeals_casetag USING btree (appeal_id);
CREATE INDEX appeals_casetag_by_id_9cca10cf ON public.appeals_casetag USING btree (by_id);
CREATE INDEX appeals_casetag_tag_id_08fb13f4 ON public.appeals_casetag USING btree (tag_id);
CREATE INDEX appeals_deadlinepolicy_body_id_209a13ad ON public.appeals_deadlinepolicy USING btree (body_id);
CREATE INDEX appeals_deadlinepolicy_ended_by_id_2e610360 ON public.appeals_deadlinepolicy USING btree (ended_by_id);
CREATE INDEX appeals_deadlinepolicy_made_by_id_73cf8151 ON public.appeals_deadlinepolicy USING btree (made_by_id);
CREATE INDEX appeals_deadlinepolicy_topic_id_6b371e15 ON public.appeals_deadlinepolicy USING btree (topic_id);
CREATE INDEX appeals_defaultview_view_id_e0ac05e8 ON public.appeals_defaultview USING btree (view_id);
CREATE INDEX appeals_differentcases_by_id_4e75767a ON public.appeals_differentcases USING btree (by_id);
CREATE INDEX appeals_differentcases_first_id_2326a9ef ON public.appeals_differentcases USING btree (first_id);
CREATE INDEX appeals_differentcases_second_id_98e162fb ON public.appeals_differentcases USING btree (second_id);
CREATE INDEX appeals_emergency_taken_by_id_7878cce7 ON public.appeals_emergency USING btree (taken_by_id);
CREATE INDEX appeals_extension_appeal_id_7ee6b9b0 ON public.appeals_extension USING btree (appeal_id);
CREATE INDEX appeals_extension_by_id_9830e996 ON public.appeals_extension USING btree (by_id);
CREATE INDEX appeals_note_appeal_id_488cbb20 ON public.appeals_note USING btree (appeal_id);
CREATE INDEX appeals_note_by_id_ba83a12a ON public.appeals_note USING btree (by_id);
CREATE INDEX appeals_relatedcases_by_id_29a656d7 ON public.appeals_relatedcases USING btree (by_id);
CREATE INDEX appeals_relatedcases_first_id_efb94239 ON public.appeals_relatedcases USING btree (first_id);
CREATE INDEX appeals_relatedcases_second_id_acccda56 ON public.appeals_relatedcases USING btree (second_id);
CREATE INDEX appeals_route_body_id_0553c834 ON public.appeals_route USING btree (body_id);
CREATE INDEX appeals_route_executor_id_6bf55cf3 ON public.appeals_route USING btree (executor_id);
CREATE INDEX appeals_route_page_id_a1e5604c ON public.appeals_route USING btree (page_id);
CREATE INDEX appeals_route_policy_id_cad4d103 ON public.appeals_route USING btree (policy_id);
CREATE INDEX appeals_route_territory_id_8b495ffa ON public.appeals_route USING btree (territory_id);
CREATE INDEX appeals_route_topic_id_d81e6076 ON public.appeals_route USING btree (topic_id);
CREATE INDEX appeals_routetrouble_body_id_5f5b88d0 ON public.appeals_routetrouble USING btree (body_id);
CREATE INDEX appeals_routetrouble_route_id_4459ec26 ON public.appeals_routetrouble USING btree (route_id);
CREATE INDEX appeals_savedview_body_id_f102e37d ON public.appeals_savedview USING btree (body_id);
CREATE INDEX appeals_savedview_owner_id_1c79b1d2 ON public.appeals_savedview USING btree (owner_id);
CREATE INDEX appeals_tag_body_id_ebbc59fb ON public.appeals_tag USING btree (body_id);
CREATE INDEX appeals_tag_made_by_id_25d413c3 ON public.appeals_tag USING btree (made_by_id);
CREATE INDEX appeals_transition_appeal_id_138dd116 ON public.appeals_transition USING btree (appeal_id);
CREATE INDEX appeals_transition_body_id_12794f86 ON public.appeals_transition USING btree (body_id);
CREATE INDEX appeals_transition_by_id_e658cc25 ON public.appeals_transition USING btree (by_id);
CREATE INDEX appeals_warningpolicy_entered_by_id_a3f79280 ON public.appeals_warningpolicy USING btree (entered_by_id);
CREATE INDEX appointment_of_body ON public.organizations_appointment USING btree (body_id, role);
CREATE UNIQUE INDEX approval_person_once ON public.answers_approval USING btree (answer_id, by_id) WHERE (dropped_at IS NULL);
CREATE UNIQUE INDEX approval_step_once ON public.answers_approval USING btree (answer_id, step) WHERE (dropped_at IS NULL);
CREATE INDEX audit_accessrecord_rest_subject_id_idx ON public.audit_accessrecord_rest USING btree (subject, id);
CREATE INDEX audit_unsealed ON ONLY public.audit_auditrecord USING btree (id) WHERE ((seal)::text = ''::text);
CREATE INDEX audit_auditrecord_rest_id_idx ON public.audit_auditrecord_rest USING btree (id) WHERE ((seal)::text = ''::text);
CREATE INDEX audit_chain ON ONLY public.audit_auditrecord USING btree (sealed_no);
CREATE INDEX audit_auditrecord_rest_sealed_no_idx ON public.audit_auditrecord_rest USING btree (sealed_no);
CREATE INDEX audit_subject ON ONLY public.audit_auditrecord USING btree (subject, id);
CREATE INDEX audit_auditrecord_rest_subject_id_idx ON public.audit_auditrecord_rest USING btree (subject, id);
CREATE INDEX audit_chainhead_chain_7f9501a2_like ON public.audit_chainhead USING btree (chain varchar_pattern_ops);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX ban_running ON public.moderation_ban USING btree (ends_at) WHERE ((state)::text = 'running'::text);
CREATE INDEX ban_to_decide ON public.moderation_ban USING btree (id DESC) WHERE ((state)::text = ANY (ARRAY[('proposed'::character varying)::text, ('to_lift'::character varying)::text]));
CREATE UNIQUE INDEX body_ogrn_once ON public.organizations_body USING btree (ogrn) WHERE (NOT ((ogrn)::text = ''::text));
CREATE INDEX body_rows_wait ON public.organizations_body USING btree (rows_wait_since) WHERE (rows_wait_since IS NOT NULL);
CREATE INDEX bulk_at_work ON public.answers_bulkrun USING btree (id) WHERE ((stage)::text = ANY (ARRAY[('looking'::character varying)::text, ('doing'::character varying)::text, ('undoing'::character varying)::text]));
CREATE INDEX bulk_of_person ON public.answers_bulkrun USING btree (by_id, at);
CREATE INDEX call_back_by_phone ON public.appeals_callback USING btree (phone varchar_pattern_ops);
CREATE INDEX case_folded ON public.appeals_appeal USING btree (folded_in_id) WHERE (folded_in_id IS NOT NULL);
CREATE INDEX case_of_thread ON public.appeals_appeal USING btree (page_id, thread_id);
CREATE INDEX case_search ON public.appeals_appeal USING gin (search);
CREATE INDEX case_to_count ON public.appeals_appeal USING btree (id) WHERE ((primary_answered_at IS NOT NULL) AND (primary_working_minutes IS NULL));
CREATE INDEX case_to_publish_anew ON public.appeals_appeal USING btree (id) WHERE publication_is_stale;
CREATE INDEX case_trouble ON public.appeals_appeal USING btree (id) WHERE (NOT ((delivery_trouble)::text = ''::text));
CREATE INDEX case_wrote_again ON public.appeals_appeal USING btree (id) WHERE (wrote_again_at IS NOT NULL);
CREATE INDEX cases_by_moment ON public.appeals_appeal USING btree (opened_at);
CREATE INDEX cases_to_tell_of ON public.appeals_appeal USING btree (tell_at, id) WHERE (tell_at IS NOT NULL);
CREATE INDEX cases_to_warn ON public.appeals_appeal USING btree (warn_at) WHERE ((NOT ((state)::text = ANY (ARRAY[('answered'::character varying)::text, ('closed'::character varying)::text, ('declined'::character varying)::text]))) AND (warn_at IS NOT NULL));
CREATE INDEX clarifying_cases ON public.appeals_appeal USING btree (paused_at) WHERE ((state)::text = 'clarifying'::text);
CREATE INDEX decision_batch ON public.moderation_decision USING btree (batch) WHERE (NOT ((batch)::text = ''::text));
CREATE INDEX decision_body ON public.moderation_decision USING btree (body_id, id DESC);
CREATE INDEX decision_lawful ON public.moderation_decision USING btree (page_id, wording_hash) WHERE ((act)::text = 'pass'::text);
CREATE INDEX decision_message ON public.moderation_decision USING btree (message_id, id DESC);
CREATE INDEX decision_of_public ON public.publication_decision USING btree (public_number) WHERE (NOT ((public_number)::text = ''::text));
CREATE INDEX decision_under_way ON public.moderation_decision USING btree (id) WHERE ((state)::text = 'under_way'::text);
CREATE INDEX deferred_cases ON public.appeals_appeal USING btree (deferred_until) WHERE ((state)::text = 'deferred'::text);
CREATE INDEX delivery_outboxact_page_id_423589ae ON public.delivery_outboxact USING btree (page_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX emergency_to_call ON public.appeals_emergency USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX evidence_awaits_ends ON public.moderation_evidencefile USING btree (id) WHERE awaits_ends;
CREATE INDEX evidence_chain ON public.moderation_evidencerecord USING btree (sealed_no);
CREATE INDEX evidence_of_decision ON public.moderation_evidencerecord USING btree (file_id, id);
CREATE INDEX evidence_to_forget ON public.moderation_evidencefile USING btree (kept_until) WHERE (forgotten_at IS NULL);
CREATE INDEX evidence_unsealed ON public.moderation_evidencerecord USING btree (id) WHERE ((seal)::text = ''::text);
CREATE INDEX example_of_part ON public.triage_ownexample USING btree (part, at);
CREATE INDEX extension_by_moment ON public.appeals_extension USING btree (at);
CREATE INDEX extension_of_case ON public.appeals_extension USING btree (appeal_id, id);
CREATE INDEX external_to_tell_back ON public.integrations_externalcase USING btree (appeal_id) WHERE (entered_on IS NULL);
CREATE INDEX facts_case ON public.answers_facts USING btree (appeal_id, id);
CREATE UNIQUE INDEX facts_told_once ON public.answers_facts USING btree (key) WHERE (NOT ((key)::text = ''::text));
CREATE INDEX fake_newest ON public.pages_suspectedfake USING btree (state, id DESC);
CREATE INDEX files_by_day ON public.media_storedfile USING btree (kept_at);
CREATE INDEX films_with_original ON public.media_film USING btree (state) WHERE has_original;
CREATE INDEX fingerprint_copies ON public.triage_fingerprint USING btree (copy_key) WHERE (copy_key IS NOT NULL);
CREATE INDEX fingerprint_keys ON public.triage_fingerprint USING gin (keys);
CREATE INDEX fingerprint_waits ON public.triage_fingerprint USING btree (id) WHERE awaits_comparing;
CREATE INDEX formal_to_check ON public.answers_caseresult USING btree (read_at DESC) WHERE ((checked_at IS NULL) AND is_formal);
CREATE INDEX gazetteer_house_street_id_77102baa ON public.gazetteer_house USING btree (street_id);
CREATE INDEX gazetteer_place_gazetteer_id_2357c1c5 ON public.gazetteer_place USING btree (gazetteer_id);
CREATE INDEX gazetteer_place_settlement_id_b27179d2 ON public.gazetteer_place USING btree (settlement_id);
CREATE INDEX gazetteer_wantedhouse_street_id_5b75aab9 ON public.gazetteer_wantedhouse USING btree (street_id);
CREATE INDEX given_to_executor ON public.appeals_appeal USING btree (executor_id, assigned_at);
CREATE INDEX hook_call_told ON public.integrations_hookcall USING btree (told_at) WHERE (told_at IS NOT NULL);
CREATE INDEX hook_call_waiting ON public.integrations_hookcall USING btree (hook_id, id) WHERE (told_at IS NULL);
CREATE INDEX hook_due ON public.integrations_hook USING btree (due_at) WHERE (paused_at IS NULL);
CREATE INDEX hook_of_owner ON public.integrations_hook USING btree (owner_id, id DESC);
CREATE INDEX houses_wanted ON public.gazetteer_wantedhouse USING btree (id) WHERE (NOT is_answered);
CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));
CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);
CREATE INDEX intake_actletter_act_id_29e3524d ON public.intake_actletter USING btree (act_id);
CREATE INDEX intake_actlink_act_id_9b0e0d20 ON public.intake_actlink USING btree (act_id);
CREATE INDEX intake_actlink_token_hash_424060fd_like ON public.intake_actlink USING btree (token_hash varchar_pattern_ops);
CREATE INDEX intake_acttalk_account_id_7a0e5dd9 ON public.intake_acttalk USING btree (account_id);
CREATE INDEX intake_acttalk_page_id_0eabbeaa ON public.intake_acttalk USING btree (page_id);
CREATE INDEX intake_erasedlink_token_hash_679c1b7b_like ON public.intake_erasedlink USING btree (token_hash varchar_pattern_ops);
CREATE INDEX intake_messageversion_message_id_45fb5e7d ON public.intake_messageversion USING btree (message_id);
CREATE INDEX raw_waiting ON ONLY public.intake_rawevent USING btree (id) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX intake_rawevent_rest_id_idx ON public.intake_rawevent_rest USING btree (id) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX raw_refused ON ONLY public.intake_rawevent USING btree (id) WHERE ((state)::text = 'refused'::text);
CREATE INDEX intake_rawevent_rest_id_idx1 ON public.intake_rawevent_rest USING btree (id) WHERE ((state)::text = 'refused'::text);
CREATE INDEX raw_page ON ONLY public.intake_rawevent USING btree (page_id, id);
CREATE INDEX intake_rawevent_rest_page_id_id_idx ON public.intake_rawevent_rest USING btree (page_id, id);
CREATE INDEX intake_residentact_photos_residentact_id_24f8722d ON public.intake_residentact_photos USING btree (residentact_id);
CREATE INDEX intake_residentact_photos_storedfile_id_8c5b5f6c ON public.intake_residentact_photos USING btree (storedfile_id);
CREATE INDEX intake_residentact_widget_page_id_401c4b40 ON public.intake_residentact USING btree (widget_page_id);
CREATE INDEX intake_residentmessage_author_id_beadf9ff ON public.intake_residentmessage USING btree (author_id);
CREATE INDEX intake_residentmessage_body_id_36574a15 ON public.intake_residentmessage USING btree (body_id);
CREATE INDEX intake_residentmessage_founder_id_5a191d42 ON public.intake_residentmessage USING btree (founder_id);
CREATE INDEX intake_residentmessage_municipality_id_5e42ae5f ON public.intake_residentmessage USING btree (municipality_id);
CREATE INDEX intake_residentmessage_page_id_8f38fabb ON public.intake_residentmessage USING btree (page_id);
CREATE INDEX intake_sendingpace_key_d00043db_like ON public.intake_sendingpace USING btree (key varchar_pattern_ops);
CREATE INDEX intake_spentstamp_salt_19b1a63f_like ON public.intake_spentstamp USING btree (salt varchar_pattern_ops);
CREATE INDEX integrations_apikey_body_id_b335e8dd ON public.integrations_apikey USING btree (body_id);
CREATE INDEX integrations_apikey_owner_id_e4f8db88 ON public.integrations_apikey USING btree (owner_id);
CREATE INDEX integrations_apikey_revoked_by_id_6d88a5d7 ON public.integrations_apikey USING btree (revoked_by_id);
CREATE INDEX integrations_apikey_token_hash_89b64d25_like ON public.integrations_apikey USING btree (token_hash varchar_pattern_ops);
CREATE INDEX integrations_caseimport_by_id_04119906 ON public.integrations_caseimport USING btree (by_id);
CREATE INDEX integrations_caseimport_fallback_id_8eae8be8 ON public.integrations_caseimport USING btree (fallback_id);
CREATE INDEX integrations_caseimport_mapping_id_0ffb87fa ON public.integrations_caseimport USING btree (mapping_id);
CREATE INDEX integrations_casemapping_changed_by_id_6226093f ON public.integrations_casemapping USING btree (changed_by_id);
CREATE INDEX integrations_casemapping_name_00e907be_like ON public.integrations_casemapping USING btree (name varchar_pattern_ops);
CREATE INDEX integrations_externalcase_appeal_id_3a90a741 ON public.integrations_externalcase USING btree (appeal_id);
CREATE INDEX integrations_externalcase_entered_by_id_9d7088fb ON public.integrations_externalcase USING btree (entered_by_id);
CREATE INDEX integrations_externalcase_mapping_id_f695e844 ON public.integrations_externalcase USING btree (mapping_id);
CREATE INDEX integrations_hook_owner_id_d49170f7 ON public.integrations_hook USING btree (owner_id);
CREATE INDEX integrations_hookcall_hook_id_902fca30 ON public.integrations_hookcall USING btree (hook_id);
CREATE INDEX integrations_keptanswer_key_id_607ffa01 ON public.integrations_keptanswer USING btree (key_id);
CREATE INDEX integrations_keptvalue_register_import_id_2aca912d ON public.integrations_keptvalue USING btree (register_import_id);
CREATE INDEX integrations_refusedcase_case_import_id_bcfd9d82 ON public.integrations_refusedcase USING btree (case_import_id);
CREATE INDEX integrations_refusedrow_register_import_id_ab3ced55 ON public.integrations_refusedrow USING btree (register_import_id);
CREATE INDEX integrations_registerchange_register_import_id_071d1f80 ON public.integrations_registerchange USING btree (register_import_id);
CREATE INDEX integrations_registerimport_by_id_e6f5ab45 ON public.integrations_registerimport USING btree (by_id);
CREATE INDEX integrations_sentreport_key_id_6dddd7aa ON public.integrations_sentreport USING btree (key_id);
CREATE INDEX integrations_sentreport_token_hash_db37b2ba_like ON public.integrations_sentreport USING btree (token_hash varchar_pattern_ops);
CREATE INDEX invitation_of ON public.organizations_invitation USING btree (staff_id, id DESC);
CREATE INDEX invitation_to_send ON public.organizations_invitation USING btree (due_at) WHERE ((letter)::text = ANY (ARRAY[('waiting'::character varying)::text, ('sending'::character varying)::text]));
CREATE UNIQUE INDEX invitation_token_once ON public.organizations_invitation USING btree (token_hash) WHERE (NOT ((token_hash)::text = ''::text));
CREATE INDEX kept_answer_at ON public.integrations_keptanswer USING btree (at);
CREATE INDEX key_of_owner ON public.integrations_apikey USING btree (owner_id, id DESC);
CREATE INDEX line_polled ON public.pages_connection USING btree (poll_again_at, id) WHERE ((hears_by)::text = 'polling'::text);
CREATE UNIQUE INDEX macro_once_by_name ON public.answers_macro USING btree (lower((name)::text), body_id) NULLS NOT DISTINCT WHERE is_active;
CREATE INDEX many_decided_waiting ON public.moderation_manydecided USING btree (id) WHERE (NOT is_over);
CREATE INDEX media_partedfile_form_hash_f0e3a263 ON public.media_partedfile USING btree (form_hash);
CREATE INDEX media_partedfile_form_hash_f0e3a263_like ON public.media_partedfile USING btree (form_hash varchar_pattern_ops);
CREATE INDEX media_partedfile_secret_hash_9ad15aad_like ON public.media_partedfile USING btree (secret_hash varchar_pattern_ops);
CREATE INDEX media_partedfile_sender_hash_c168d7f7 ON public.media_partedfile USING btree (sender_hash);
CREATE INDEX media_partedfile_sender_hash_c168d7f7_like ON public.media_partedfile USING btree (sender_hash varchar_pattern_ops);
CREATE INDEX media_partedfile_touched_at_74d54a37 ON public.media_partedfile USING btree (touched_at);
CREATE INDEX media_storedfile_content_hash_8c4960dc_like ON public.media_storedfile USING btree (content_hash varchar_pattern_ops);
CREATE INDEX message_author ON public.intake_residentmessage USING btree (author_id, id);
CREATE INDEX message_by_url ON public.intake_residentmessage USING btree (url) WHERE (NOT is_by_page);
CREATE INDEX message_deleted ON public.intake_residentmessage USING btree (id) WHERE ((NOT is_by_page) AND is_deleted);
CREATE INDEX message_erased ON public.intake_residentmessage USING btree (page_id, external_id) WHERE is_erased;
CREATE INDEX message_for_appeals ON public.intake_residentmessage USING btree (id) WHERE ((awaits)::text = 'appeals'::text);
CREATE INDEX message_for_triage ON public.intake_residentmessage USING btree (id) WHERE ((awaits)::text = 'triage'::text);
CREATE INDEX message_thread ON public.intake_residentmessage USING btree (page_id, thread_id, id);
CREATE INDEX message_to_read ON public.intake_residentmessage USING btree (id) WHERE needs_reading;
CREATE INDEX message_to_send ON public.notices_noticemessage USING btree (due_at) WHERE ((state)::text = ANY (ARRAY[('waiting'::character varying)::text, ('sending'::character varying)::text]));
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE INDEX moderation_ban_account_id_f0551aba ON public.moderation_ban USING btree (account_id);
CREATE INDEX moderation_ban_body_id_19cd3076 ON public.moderation_ban USING btree (body_id);
CREATE INDEX moderation_ban_founder_id_346d7c8b ON public.moderation_ban USING btree (founder_id);
CREATE INDEX moderation_ban_lifted_by_id_d9adb01f ON public.moderation_ban USING btree (lifted_by_id);
CREATE INDEX moderation_ban_municipality_id_ec98ba7c ON public.moderation_ban USING btree (municipality_id);
CREATE INDEX moderation_ban_page_id_8faeb3fd ON public.moderation_ban USING btree (page_id);
CREATE INDEX moderation_decision_body_id_84331776 ON public.moderation_decision USING btree (body_id);
CREATE INDEX moderation_decision_decided_by_id_8e88b75a ON public.moderation_decision USING btree (decided_by_id);
CREATE INDEX moderation_decision_founder_id_cac69ad2 ON public.moderation_decision USING btree (founder_id);
CREATE INDEX moderation_decision_message_id_e5bc293e ON public.moderation_decision USING btree (message_id);
CREATE INDEX moderation_decision_municipality_id_38d27598 ON public.moderation_decision USING btree (municipality_id);
CREATE INDEX moderation_decision_notice_act_id_400ecd09 ON public.moderation_decision USING btree (notice_act_id);
CREATE INDEX moderation_decision_outbox_act_id_16e3cf45 ON public.moderation_decision USING btree (outbox_act_id);
CREATE INDEX moderation_decision_page_id_7d264b29 ON public.moderation_decision USING btree (page_id);
CREATE INDEX moderation_decision_second_by_id_2b3abed8 ON public.moderation_decision USING btree (second_by_id);
CREATE INDEX moderation_evidencerecord_file_id_89b91346 ON public.moderation_evidencerecord USING btree (file_id);
CREATE INDEX moderation_manydecided_batch_39b22deb_like ON public.moderation_manydecided USING btree (batch varchar_pattern_ops);
CREATE INDEX moderation_manydecided_by_id_07681558 ON public.moderation_manydecided USING btree (by_id);
CREATE INDEX moderation_objection_body_id_d034fb60 ON public.moderation_objection USING btree (body_id);
CREATE INDEX moderation_objection_decided_by_id_971ab41c ON public.moderation_objection USING btree (decided_by_id);
CREATE INDEX moderation_objection_founder_id_9c8248e1 ON public.moderation_objection USING btree (founder_id);
CREATE INDEX moderation_objection_municipality_id_fb186b21 ON public.moderation_objection USING btree (municipality_id);
CREATE INDEX moderation_objectionway_number_9080e5a6_like ON public.moderation_objectionway USING btree (number varchar_pattern_ops);
CREATE INDEX moderation_objectionway_token_hash_e8a55478_like ON public.moderation_objectionway USING btree (token_hash varchar_pattern_ops);
CREATE INDEX moderation_oneofmany_many_id_47571a05 ON public.moderation_oneofmany USING btree (many_id);
CREATE INDEX moderation_oneofmany_message_id_d500e97e ON public.moderation_oneofmany USING btree (message_id);
CREATE INDEX moderation_outsideact_body_id_3e1889e9 ON public.moderation_outsideact USING btree (body_id);
CREATE INDEX moderation_outsideact_founder_id_02545147 ON public.moderation_outsideact USING btree (founder_id);
CREATE INDEX moderation_outsideact_message_id_d46ad560 ON public.moderation_outsideact USING btree (message_id);
CREATE INDEX moderation_outsideact_municipality_id_b93f01b6 ON public.moderation_outsideact USING btree (municipality_id);
CREATE INDEX moderation_outsideact_page_id_d647946f ON public.moderation_outsideact USING btree (page_id);
CREATE INDEX moderation_outsidereading_network_181bc1df_like ON public.moderation_outsidereading USING btree (network varchar_pattern_ops);
CREATE INDEX moderation_pagerules_entered_by_id_5120610d ON public.moderation_pagerules USING btree (entered_by_id);
CREATE INDEX moderation_pagerules_page_id_24a55709 ON public.moderation_pagerules USING btree (page_id);
CREATE INDEX moderation_policy_entered_by_id_f4373e23 ON public.moderation_policy USING btree (entered_by_id);
CREATE INDEX moderation_policy_page_id_89465156 ON public.moderation_policy USING btree (page_id);
CREATE INDEX moderation_review_body_id_6be28301 ON public.moderation_review USING btree (body_id);
CREATE INDEX moderation_review_claimed_by_id_a481cbe1 ON public.moderation_review USING btree (claimed_by_id);
CREATE INDEX moderation_review_founder_id_41935c13 ON public.moderation_review USING btree (founder_id);
CREATE INDEX moderation_review_municipality_id_cf6e5575 ON public.moderation_review USING btree (municipality_id);
CREATE INDEX moderation_review_page_id_1264554d ON public.moderation_review USING btree (page_id);
CREATE INDEX moderation_samplecheck_by_id_af0b70c9 ON public.moderation_samplecheck USING btree (by_id);
CREATE INDEX notice_to_send ON public.notices_noticesending USING btree (due_at) WHERE ((state)::text = ANY (ARRAY[('waiting'::character varying)::text, ('sending'::character varying)::text]));
CREATE INDEX notices_dutyshift_body_id_d9664273 ON public.notices_dutyshift USING btree (body_id);
CREATE INDEX notices_dutyshift_entered_by_id_a230d0be ON public.notices_dutyshift USING btree (entered_by_id);
CREATE INDEX notices_dutyshift_staff_id_4d8c0f2c ON public.notices_dutyshift USING btree (staff_id);
CREATE INDEX notices_gathered ON public.notices_notice USING btree (staff_id, recorded_at) WHERE ((kind)::text = ANY (ARRAY[('task'::character varying)::text, ('case'::character varying)::text]));
CREATE INDEX notices_notice_staff_id_9334dea9 ON public.notices_notice USING btree (staff_id);
CREATE INDEX notices_noticemessage_notice_id_57424dc0 ON public.notices_noticemessage USING btree (notice_id);
CREATE INDEX notices_of ON public.notices_notice USING btree (staff_id, id DESC);
CREATE INDEX notices_of_alarm ON public.notices_notice USING btree (number, id) WHERE ((kind)::text = 'emergency'::text);
CREATE INDEX notices_staffbot_entered_by_id_ff6c96b9 ON public.notices_staffbot USING btree (entered_by_id);
CREATE INDEX notices_staffbot_network_18628d2d_like ON public.notices_staffbot USING btree (network varchar_pattern_ops);
CREATE INDEX notices_stafftalk_staff_id_60818c3c ON public.notices_stafftalk USING btree (staff_id);
CREATE INDEX notices_talkcode_code_hash_544e233d_like ON public.notices_talkcode USING btree (code_hash varchar_pattern_ops);
CREATE INDEX notices_talkcode_staff_id_8581c5c7 ON public.notices_talkcode USING btree (staff_id);
CREATE INDEX notices_unread ON public.notices_notice USING btree (staff_id, number) WHERE (read_at IS NULL);
CREATE INDEX objection_of_body ON public.moderation_objection USING btree (body_id, id DESC);
CREATE INDEX objection_open ON public.pages_scoreobjection USING btree (at) WHERE ((state)::text = 'open'::text);
CREATE INDEX objection_try ON public.moderation_objectiontry USING btree (who, at);
CREATE INDEX objection_waits ON public.moderation_objection USING btree (due_at, id) WHERE ((state)::text = 'open'::text);
CREATE UNIQUE INDEX one_answer_under_way ON public.answers_answer USING btree (appeal_id) WHERE ((state)::text = ANY (ARRAY[('submitted'::character varying)::text, ('sending'::character varying)::text, ('unknown'::character varying)::text]));
CREATE UNIQUE INDEX one_ban_an_author ON public.moderation_ban USING btree (page_id, account_id) WHERE ((state)::text = ANY (ARRAY[('proposed'::character varying)::text, ('running'::character varying)::text, ('to_lift'::character varying)::text]));
CREATE UNIQUE INDEX one_case_a_thread ON public.appeals_appeal USING btree (page_id, thread_id) WHERE ((page_id IS NOT NULL) AND (NOT ((state)::text = ANY (ARRAY[('declined'::character varying)::text, ('closed'::character varying)::text]))));
CREATE UNIQUE INDEX one_letter_under_way ON public.publication_subscriptionletter USING btree (subscription_id, kind) WHERE ((state)::text = ANY (ARRAY[('waiting'::character varying)::text, ('sending'::character varying)::text]));
CREATE UNIQUE INDEX one_own_model_in_use ON public.triage_ownmodel USING btree (state) WHERE ((state)::text = 'in_use'::text);
CREATE INDEX open_all ON public.appeals_appeal USING btree (due_at, id) WHERE (NOT ((state)::text = ANY (ARRAY[('answered'::character varying)::text, ('closed'::character varying)::text, ('declined'::character varying)::text])));
CREATE INDEX open_case_search ON public.appeals_appeal USING gin (search) WHERE (NOT ((state)::text = ANY (ARRAY[('answered'::character varying)::text, ('closed'::character varying)::text, ('declined'::character varying)::text])));
CREATE INDEX open_emergencies ON public.appeals_appeal USING btree (id) WHERE ((NOT ((state)::text = ANY (ARRAY[('answered'::character varying)::text, ('closed'::character varying)::text, ('declined'::character varying)::text]))) AND ((importance)::text = 'emergency'::text));
CREATE INDEX open_of_body ON public.appeals_appeal USING btree (body_id, due_at, id) WHERE (NOT ((state)::text = ANY (ARRAY[('answered'::character varying)::text, ('closed'::character varying)::text, ('declined'::character varying)::text])));
CREATE INDEX open_of_executor ON public.appeals_appeal USING btree (executor_id) WHERE (NOT ((state)::text = ANY (ARRAY[('answered'::character varying)::text, ('closed'::character varying)::text, ('declined'::character varying)::text])));
CREATE INDEX open_of_founder ON public.appeals_appeal USING btree (founder_id, due_at, id) WHERE (NOT ((state)::text = ANY (ARRAY[('answered'::character varying)::text, ('closed'::character varying)::text, ('declined'::character varying)::text])));
CREATE INDEX open_of_town ON public.appeals_appeal USING btree (municipality_id, due_at, id) WHERE (NOT ((state)::text = ANY (ARRAY[('answered'::character varying)::text, ('closed'::character varying)::text, ('declined'::character varying)::text])));
CREATE INDEX organizations_absence_deputy_id_3a2bfbc0 ON public.organizations_absence USING btree (deputy_id);
CREATE INDEX organizations_absence_staff_id_e946fb20 ON public.organizations_absence USING btree (staff_id);
CREATE INDEX organizations_appointment_body_id_3e85bfde ON public.organizations_appointment USING btree (body_id);
CREATE INDEX organizations_appointment_staff_id_a5adbb53 ON public.organizations_appointment USING btree (staff_id);
CREATE INDEX organizations_body_founder_id_c6164118 ON public.organizations_body USING btree (founder_id);
CREATE INDEX organizations_body_merged_into_id_3be0a025 ON public.organizations_body USING btree (merged_into_id);
CREATE INDEX organizations_body_municipality_id_ec4f113a ON public.organizations_body USING btree (municipality_id);
CREATE INDEX organizations_body_parent_id_60040db7 ON public.organizations_body USING btree (parent_id);
CREATE INDEX organizations_body_slug_98280ffc_like ON public.organizations_body USING btree (slug varchar_pattern_ops);
CREATE INDEX organizations_body_territory_id_419828eb ON public.organizations_body USING btree (territory_id);
CREATE INDEX organizations_bodyancestry_ancestor_id_eebe3bd5 ON public.organizations_bodyancestry USING btree (ancestor_id);
CREATE INDEX organizations_bodyancestry_descendant_id_8b480499 ON public.organizations_bodyancestry USING btree (descendant_id);
CREATE INDEX organizations_bodyturn_body_id_95a62cc2 ON public.organizations_bodyturn USING btree (body_id);
CREATE INDEX organizations_competence_body_id_0c8b3174 ON public.organizations_competence USING btree (body_id);
CREATE INDEX organizations_competence_topic_id_e627a7bb ON public.organizations_competence USING btree (topic_id);
CREATE INDEX organizations_invitation_invited_by_id_ded3e551 ON public.organizations_invitation USING btree (invited_by_id);
CREATE INDEX organizations_invitation_staff_id_d7922864 ON public.organizations_invitation USING btree (staff_id);
CREATE INDEX organizations_signinpolicy_entered_by_id_7168082c ON public.organizations_signinpolicy USING btree (entered_by_id);
CREATE INDEX organizations_staff_email_80ae61fd_like ON public.organizations_staff USING btree (email varchar_pattern_ops);
CREATE INDEX organizations_staffgap_body_id_37ca91be ON public.organizations_staffgap USING btree (body_id);
CREATE INDEX organizations_staffsession_key_8de7e305_like ON public.organizations_staffsession USING btree (key varchar_pattern_ops);
CREATE INDEX organizations_staffsession_staff_id_7e49657b ON public.organizations_staffsession USING btree (staff_id);
CREATE INDEX organizations_territory_parent_id_dd24f0b3 ON public.organizations_territory USING btree (parent_id);
CREATE INDEX outbox_claimed ON public.delivery_outboxact USING btree (lease_until) WHERE ((state)::text = 'claimed'::text);
CREATE INDEX outbox_held ON public.delivery_outboxact USING btree (page_id, id) WHERE ((state)::text = 'held'::text);
CREATE INDEX outbox_news ON public.delivery_outboxact USING btree (id) WHERE ((NOT is_taken_note_of) AND ((state)::text = ANY (ARRAY[('sent'::character varying)::text, ('failed'::character varying)::text, ('unknown'::character varying)::text, ('cancelled'::character varying)::text])));
CREATE INDEX outbox_receipt ON public.delivery_outboxact USING btree (page_id, receipt_id) WHERE (NOT ((receipt_id)::text = ''::text));
CREATE INDEX outbox_thread ON public.delivery_outboxact USING btree (page_id, thread_id);
CREATE INDEX outbox_waiting ON public.delivery_outboxact USING btree (next_try_at, id) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX outside_of_body ON public.moderation_outsideact USING btree (body_id, at);
CREATE INDEX page_due ON public.pages_page USING btree (network, look_due_at, id) WHERE is_active;
CREATE INDEX page_talks ON public.pages_page USING btree (network, owner_id) WHERE (is_active AND takes_talks);
CREATE INDEX pages_connection_key_31572dbb_like ON public.pages_connection USING btree (key varchar_pattern_ops);
CREATE INDEX pages_connectionturn_connection_id_b836423e ON public.pages_connectionturn USING btree (connection_id);
CREATE INDEX pages_exemption_body_id_c6a65c29 ON public.pages_exemption USING btree (body_id);
CREATE INDEX pages_methodology_code_2e8fac49 ON public.pages_methodology USING btree (code);
CREATE INDEX pages_methodology_code_2e8fac49_like ON public.pages_methodology USING btree (code varchar_pattern_ops);
CREATE INDEX pages_page_founder_id_0bb77d59 ON public.pages_page USING btree (founder_id);
CREATE INDEX pages_page_municipality_id_9d7db8c0 ON public.pages_page USING btree (municipality_id);
CREATE INDEX pages_page_officer_id_818594da ON public.pages_page USING btree (officer_id);
CREATE INDEX pages_page_owner_id_cf6ff9ff ON public.pages_page USING btree (owner_id);
CREATE INDEX pages_pageaddress_page_id_cf4e445b ON public.pages_pageaddress USING btree (page_id);
CREATE INDEX pages_pagealarm_page_id_2bb14910 ON public.pages_pagealarm USING btree (page_id);
CREATE INDEX pages_pagescore_methodology_id_0de1f67f ON public.pages_pagescore USING btree (methodology_id);
CREATE INDEX pages_pagescore_page_id_9a4aa8db ON public.pages_pagescore USING btree (page_id);
CREATE INDEX snapshot_day ON ONLY public.pages_pagesnapshot USING btree ("on");
CREATE INDEX pages_pagesnapshot_rest_on_idx ON public.pages_pagesnapshot_rest USING btree ("on");
CREATE INDEX pages_proof_page_id_e2eace9f ON public.pages_proof USING btree (page_id);
CREATE INDEX pages_requirednetwork_territory_id_c9d4dce2 ON public.pages_requirednetwork USING btree (territory_id);
CREATE INDEX pages_scoreobjection_by_id_63cd8d3d ON public.pages_scoreobjection USING btree (by_id);
CREATE INDEX pages_scoreobjection_check_code_793499fc ON public.pages_scoreobjection USING btree (check_code);
CREATE INDEX pages_scoreobjection_check_code_793499fc_like ON public.pages_scoreobjection USING btree (check_code varchar_pattern_ops);
CREATE INDEX pages_scoreobjection_score_id_a71fd8da ON public.pages_scoreobjection USING btree (score_id);
CREATE INDEX pages_suspectedfake_resembles_id_6223d9e3 ON public.pages_suspectedfake USING btree (resembles_id);
CREATE INDEX pages_takenturns_key_a370ccf9_like ON public.pages_takenturns USING btree (key varchar_pattern_ops);
CREATE INDEX pages_widget_key_3ec37f1b_like ON public.pages_widget USING btree (key varchar_pattern_ops);
CREATE INDEX pages_widgetuse_widget_id_61b8631e ON public.pages_widgetuse USING btree (widget_id);
CREATE UNIQUE INDEX part_link_once ON public.appeals_casepart USING btree (link_hash) WHERE (NOT ((link_hash)::text = ''::text));
CREATE INDEX photo_look_public ON public.publication_photolook USING btree (public_number) WHERE (NOT ((public_number)::text = ''::text));
CREATE INDEX policies_in_force ON public.appeals_deadlinepolicy USING btree (priority, id) WHERE (ended_at IS NULL);
CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);
CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));
CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);
CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);
CREATE INDEX proof_due ON public.pages_proof USING btree (check_again_at, id) WHERE (check_again_at IS NOT NULL);
CREATE INDEX publication_answertime_number_a91dd3aa_like ON public.publication_answertime USING btree (number varchar_pattern_ops);
CREATE INDEX publication_bodyspeed_body_slug_2373c380_like ON public.publication_bodyspeed USING btree (body_slug varchar_pattern_ops);
CREATE INDEX publication_decision_consent_by_id_f18a0867 ON public.publication_decision USING btree (consent_by_id);
CREATE INDEX publication_decision_looked_by_id_ffe39513 ON public.publication_decision USING btree (looked_by_id);
CREATE INDEX publication_photolook_by_id_c01ba803 ON public.publication_photolook USING btree (by_id);
CREATE INDEX publication_photolook_file_id_c14ebd89 ON public.publication_photolook USING btree (file_id);
CREATE INDEX publication_publicationrule_body_id_2bf07543 ON public.publication_publicationrule USING btree (body_id);
CREATE INDEX publication_publicationrule_entered_by_id_06e19b99 ON public.publication_publicationrule USING btree (entered_by_id);
CREATE INDEX publication_publishedcase_number_21ce2ce0_like ON public.publication_publishedcase USING btree (number varchar_pattern_ops);
CREATE INDEX publication_publishedphoto_number_673e18da_like ON public.publication_publishedphoto USING btree (number varchar_pattern_ops);
CREATE INDEX publication_rule_of_body ON public.publication_publicationrule USING btree (body_id, since_on, id);
CREATE INDEX publication_subscription_key_9854da18_like ON public.publication_subscription USING btree (key varchar_pattern_ops);
CREATE INDEX publication_subscriptionletter_subscription_id_09167c1d ON public.publication_subscriptionletter USING btree (subscription_id);
CREATE INDEX publication_waits ON public.publication_decision USING btree (decided_at, id) WHERE waits;
CREATE INDEX published_by_change ON public.publication_publishedcase USING btree (changed_at, id);
CREATE INDEX published_by_day ON public.publication_publishedcase USING btree (wrote_on DESC, id DESC);
CREATE INDEX published_by_tag ON public.publication_publishedcase USING gin (tag_keys);
CREATE INDEX published_joined ON public.publication_publishedcase USING btree (main_number) WHERE (NOT ((main_number)::text = ''::text));
CREATE INDEX published_of_body ON public.publication_publishedcase USING btree (body_slug, id DESC);
CREATE INDEX published_of_code ON public.publication_publishedcase USING btree (topic_code, id DESC);
CREATE INDEX published_of_group ON public.publication_publishedcase USING btree (group_code, id DESC);
CREATE INDEX published_of_street ON public.publication_publishedcase USING btree (town, street, id DESC);
CREATE INDEX published_of_topic ON public.publication_publishedcase USING btree (topic, id DESC);
CREATE INDEX published_on_map ON public.publication_publishedcase USING btree (latitude, longitude) WHERE (latitude IS NOT NULL);
CREATE INDEX published_photos_of_case ON public.publication_publishedphoto USING btree (case_number, id);
CREATE INDEX published_promised ON public.publication_publishedcase USING btree (waits_until) WHERE (waits_until IS NOT NULL);
CREATE INDEX published_search ON public.publication_publishedcase USING gin (search);
CREATE INDEX quiet_cases ON public.appeals_appeal USING btree (changed_at) WHERE (((state)::text = 'answered'::text) AND (wrote_again_at IS NULL));
CREATE INDEX ready_text_folder ON public.answers_readytext USING btree (folder, name);
CREATE INDEX review_body ON public.moderation_review USING btree (body_id, danger, since_at, id) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX review_decided ON public.moderation_review USING btree (id DESC) WHERE (NOT ((state)::text = 'waiting'::text));
CREATE INDEX review_worst ON public.moderation_review USING btree (danger, since_at, id) WHERE ((state)::text = 'waiting'::text);
CREATE UNIQUE INDEX route_trouble_once ON public.appeals_routetrouble USING btree (kind, route_id, case_number, body_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
CREATE INDEX rules_of_page ON public.moderation_pagerules USING btree (page_id, since_on, id);
CREATE INDEX score_of_peers ON public.pages_pagescore USING btree (methodology_id, peers, share) WHERE is_current;
CREATE INDEX sent_report_again ON public.integrations_sentreport USING btree (key_id, content_hash);
CREATE INDEX sent_report_at ON public.integrations_sentreport USING btree (made_at);
CREATE INDEX shifts_of_body ON public.notices_dutyshift USING btree (body_id, until_at);
CREATE INDEX sign_in_who ON public.organizations_signinattempt USING btree (who, at);
CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);
CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);
CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);
CREATE INDEX staff_by_name ON public.organizations_staff USING btree (name, id);
CREATE INDEX staff_gap_list ON public.organizations_staffgap USING btree (kind, since_on, body_id);
CREATE INDEX staff_session_of ON public.organizations_staffsession USING btree (staff_id, seen_at DESC);
CREATE INDEX state_of_body ON public.appeals_appeal USING btree (body_id, state, id DESC);
CREATE INDEX state_of_town ON public.appeals_appeal USING btree (municipality_id, state, id DESC);
CREATE INDEX step_to_remind ON public.answers_answer USING btree (step_remind_at) WHERE (((state)::text = 'submitted'::text) AND (step_remind_at IS NOT NULL));
CREATE INDEX subscription_to_send ON public.publication_subscriptionletter USING btree (due_at) WHERE ((state)::text = ANY (ARRAY[('waiting'::character varying)::text, ('sending'::character varying)::text]));
CREATE INDEX subscriptions_due ON public.publication_subscription USING btree (look_at) WHERE (confirmed_at IS NOT NULL);
CREATE INDEX subscriptions_in_doubt ON public.publication_subscription USING btree (made_at) WHERE (confirmed_at IS NULL);
CREATE INDEX tag_by_key ON public.appeals_tag USING btree (replace(lower((name)::text), 'ё'::text, 'е'::text));
CREATE UNIQUE INDEX tag_once_by_name ON public.appeals_tag USING btree (lower((name)::text), body_id) NULLS NOT DISTINCT WHERE is_active;
CREATE INDEX tag_to_publish_anew ON public.appeals_tag USING btree (id) WHERE publication_is_stale;
CREATE INDEX territory_with_shape ON public.organizations_territory USING btree (west, east) WHERE (shape IS NOT NULL);
CREATE INDEX topics_topic_code_3050bef8_like ON public.topics_topic USING btree (code varchar_pattern_ops);
CREATE INDEX topics_topic_parent_id_83f2c382 ON public.topics_topic USING btree (parent_id);
CREATE INDEX transition_case ON public.appeals_transition USING btree (appeal_id, id);
CREATE INDEX triage_finding_verdict_id_b37bc5b9 ON public.triage_finding USING btree (verdict_id);
CREATE INDEX triage_ownexample_body_id_4b2655f8 ON public.triage_ownexample USING btree (body_id);
CREATE INDEX triage_ownexample_by_id_1b61dd07 ON public.triage_ownexample USING btree (by_id);
CREATE INDEX triage_ownexample_founder_id_be8b6e32 ON public.triage_ownexample USING btree (founder_id);
CREATE INDEX triage_ownexample_message_id_7ed532f9 ON public.triage_ownexample USING btree (message_id);
CREATE INDEX triage_ownexample_municipality_id_a9155b26 ON public.triage_ownexample USING btree (municipality_id);
CREATE INDEX triage_ownexample_wording_id_111b2a46 ON public.triage_ownexample USING btree (wording_id);
CREATE INDEX triage_ownmodel_asked_by_id_01d66450 ON public.triage_ownmodel USING btree (asked_by_id);
CREATE INDEX triage_seenbefore_first_id_34dbcb03 ON public.triage_seenbefore USING btree (first_id);
CREATE INDEX triage_seenbefore_second_id_5ca7f637 ON public.triage_seenbefore USING btree (second_id);
CREATE INDEX triage_verdict_message_id_07efb1c1 ON public.triage_verdict USING btree (message_id);
CREATE INDEX triage_verdict_place_id_153cccb0 ON public.triage_verdict USING btree (place_id);
CREATE INDEX turn_newest ON public.pages_connectionturn USING btree (connection_id, id DESC);
CREATE INDEX turn_of_body ON public.organizations_bodyturn USING btree (body_id, id DESC);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY (ARRAY[('totp'::character varying)::text, ('recovery_codes'::character varying)::text]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE INDEX unread_of_case ON public.notices_notice USING btree (number) WHERE (((kind)::text = 'case'::text) AND (read_at IS NULL));
CREATE UNIQUE INDEX verdict_current ON public.triage_verdict USING btree (message_id) WHERE is_current;
CREATE INDEX verdict_for_moderation ON public.triage_verdict USING btree (id) WHERE awaits_moderation;
CREATE INDEX verdict_of_case ON public.answers_residentverdict USING btree (appeal_id, id DESC);
CREATE INDEX version_case ON public.answers_answerversion USING btree (appeal_id, id);
CREATE UNIQUE INDEX view_once_by_name ON public.appeals_savedview USING btree (owner_id, lower((name)::text));
CREATE INDEX voices_by_day ON public.publication_samevoice USING btree ("on");
CREATE INDEX withdrawn_last ON public.publication_withdrawal USING btree (at DESC);
ALTER INDEX public.audit_accessrecord_pkey ATTACH PARTITION public.audit_accessrecord_rest_pkey;
ALTER INDEX public.access_subject ATTACH PARTITION public.audit_accessrecord_rest_subject_id_idx;
ALTER INDEX public.audit_unsealed ATTACH PARTITION public.audit_auditrecord_rest_id_idx;
ALTER INDEX public.audit_auditrecord_pkey ATTACH PARTITION public.audit_auditrecord_rest_pkey;
ALTER INDEX public.audit_chain ATTACH PARTITION public.audit_auditrecord_rest_sealed_no_idx;
ALTER INDEX public.audit_subject ATTACH PARTITION public.audit_auditrecord_rest_subject_id_idx;
ALTER INDEX public.raw_waiting ATTACH PARTITION public.intake_rawevent_rest_id_idx;
ALTER INDEX public.raw_refused ATTACH PARTITION public.intake_rawevent_rest_id_idx1;
ALTER INDEX public.raw_page ATTACH PARTITION public.intake_rawevent_rest_page_id_id_idx;
ALTER INDEX public.intake_rawevent_pkey ATTACH PARTITION public.intake_rawevent_rest_pkey;
ALTER INDEX public.snapshot_day ATTACH PARTITION public.pages_pagesnapshot_rest_on_idx;
ALTER INDEX public.pages_pagesnapshot_pkey ATTACH PARTITION public.pages_pagesnapshot_rest_pkey;
CREATE CONSTRAINT TRIGGER answer_is_approved_rightly AFTER INSERT OR UPDATE OF state, text, text_hash, steps, is_urgent, by_id, approved_by_id, checked_by_id ON public.answers_answer DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION public.answers_watch_answer();
CREATE CONSTRAINT TRIGGER approval_is_of_another AFTER INSERT OR UPDATE ON public.answers_approval DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION public.answers_watch_part();
CREATE TRIGGER case_is_taken_back AFTER DELETE ON public.publication_publishedcase FOR EACH ROW EXECUTE FUNCTION public.publication_note_taken_back();
CREATE TRIGGER case_is_withdrawn AFTER DELETE ON public.publication_publishedcase FOR EACH ROW EXECUTE FUNCTION public.publication_note_withdrawal();
CREATE CONSTRAINT TRIGGER editor_is_no_approver AFTER INSERT OR UPDATE ON public.answers_answerversion DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION public.answers_watch_part();
CREATE TRIGGER keys_are_revoked AFTER UPDATE OF is_active ON public.organizations_staff FOR EACH ROW WHEN ((old.is_active AND (NOT new.is_active))) EXECUTE FUNCTION public.integrations_revoke_keys();
CREATE TRIGGER look_is_gone AFTER DELETE ON public.publication_photolook FOR EACH ROW WHEN (((old.public_number)::text <> ''::text)) EXECUTE FUNCTION public.publication_hide_with_its_photo();
CREATE TRIGGER main_is_withdrawn AFTER DELETE ON public.publication_publishedcase FOR EACH ROW EXECUTE FUNCTION public.publication_untie_joined();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON public.audit_accessrecord FOR EACH STATEMENT EXECUTE FUNCTION public.otklik_never_emptied();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON public.audit_accessrecord_rest FOR EACH STATEMENT EXECUTE FUNCTION public.otklik_never_emptied();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON public.audit_auditrecord FOR EACH STATEMENT EXECUTE FUNCTION public.otklik_never_emptied();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON public.audit_auditrecord_rest FOR EACH STATEMENT EXECUTE FUNCTION public.otklik_never_emptied();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON public.audit_chainhead FOR EACH STATEMENT EXECUTE FUNCTION public.otklik_never_emptied();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON public.moderation_evidencerecord FOR EACH STATEMENT EXECUTE FUNCTION public.otklik_never_emptied();
CREATE TRIGGER only_added BEFORE DELETE OR UPDATE ON public.audit_accessrecord FOR EACH ROW EXECUTE FUNCTION public.otklik_only_added();
CREATE TRIGGER only_added BEFORE DELETE OR UPDATE ON public.audit_auditrecord FOR EACH ROW EXECUTE FUNCTION public.otklik_only_added();
CREATE TRIGGER only_added BEFORE DELETE OR UPDATE ON public.moderation_evidencerecord FOR EACH ROW EXECUTE FUNCTION public.otklik_only_added();
CREATE TRIGGER only_onward BEFORE DELETE OR UPDATE ON public.audit_chainhead FOR EACH ROW EXECUTE FUNCTION public.otklik_only_onward();
CREATE TRIGGER pages_tell_the_edge AFTER INSERT OR DELETE OR UPDATE OF page_id, key, webhook_secret, confirmation, community_token, admin_token ON public.pages_connection FOR EACH STATEMENT EXECUTE FUNCTION public.pages_tell_the_edge();
CREATE TRIGGER pages_tell_the_edge AFTER UPDATE OF network, external_id, is_active ON public.pages_page FOR EACH STATEMENT EXECUTE FUNCTION public.pages_tell_the_edge();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();
CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();
CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();
CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();
CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();
CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();
CREATE TRIGGER tags_are_taken_back AFTER UPDATE OF tags ON public.publication_publishedcase FOR EACH ROW WHEN ((NOT (old.tags <@ new.tags))) EXECUTE FUNCTION public.publication_note_taken_back();
CREATE TRIGGER tell_of_rights AFTER INSERT OR DELETE OR UPDATE ON public.organizations_appointment FOR EACH ROW EXECUTE FUNCTION public.organizations_tell_of_rights();
CREATE TRIGGER tell_of_rights AFTER INSERT OR UPDATE ON public.organizations_signinpolicy FOR EACH STATEMENT EXECUTE FUNCTION public.organizations_tell_of_rights();
CREATE TRIGGER tell_of_rights AFTER UPDATE OF is_active, password ON public.organizations_staff FOR EACH ROW WHEN (((old.is_active <> new.is_active) OR ((old.password)::text <> (new.password)::text))) EXECUTE FUNCTION public.organizations_tell_of_rights();
CREATE TRIGGER tell_of_rights AFTER DELETE ON public.organizations_staffsession FOR EACH ROW EXECUTE FUNCTION public.organizations_tell_of_rights();
CREATE TRIGGER words_are_taken_back AFTER UPDATE OF text, answer, street, latitude, longitude ON public.publication_publishedcase FOR EACH ROW WHEN (((old.text IS DISTINCT FROM new.text) OR ((old.answer <> ''::text) AND (old.answer IS DISTINCT FROM new.answer)) OR (((old.street)::text <> ''::text) AND ((old.street)::text IS DISTINCT FROM (new.street)::text)) OR (((old.latitude IS DISTINCT FROM new.latitude) OR (old.longitude IS DISTINCT FROM new.longitude)) AND (old.latitude IS NOT NULL)))) EXECUTE FUNCTION public.publication_note_taken_back();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_organizations_staff_id FOREIGN KEY (user_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_answer
    ADD CONSTRAINT answers_answer_act_id_563b9ead_fk_delivery_outboxact_id FOREIGN KEY (act_id) REFERENCES public.delivery_outboxact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_answer
    ADD CONSTRAINT answers_answer_appeal_id_dcc8e7b7_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_answer
    ADD CONSTRAINT answers_answer_approved_by_id_b9248f7f_fk_organizat FOREIGN KEY (approved_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_answer
    ADD CONSTRAINT answers_answer_by_id_7b3d50ab_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_answer
    ADD CONSTRAINT answers_answer_checked_by_id_f6d3236c_fk_organizations_staff_id FOREIGN KEY (checked_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_answerversion
    ADD CONSTRAINT answers_answerversion_answer_id_b6cfce6f_fk_answers_answer_id FOREIGN KEY (answer_id) REFERENCES public.answers_answer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_answerversion
    ADD CONSTRAINT answers_answerversion_appeal_id_1fb55059_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_answerversion
    ADD CONSTRAINT answers_answerversion_by_id_0d5bf38e_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_approval
    ADD CONSTRAINT answers_approval_answer_id_3a4c8653_fk_answers_answer_id FOREIGN KEY (answer_id) REFERENCES public.answers_answer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_approval
    ADD CONSTRAINT answers_approval_by_id_1a6b41da_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_approvalrule
    ADD CONSTRAINT answers_approvalrule_body_id_010e2780_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_approvalrule
    ADD CONSTRAINT answers_approvalrule_entered_by_id_4b621a1d_fk_organizat FOREIGN KEY (entered_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_approvalrule
    ADD CONSTRAINT answers_approvalrule_topic_id_32f11577_fk_topics_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_bulkitem
    ADD CONSTRAINT answers_bulkitem_appeal_id_31b13fcf_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_bulkitem
    ADD CONSTRAINT answers_bulkitem_run_id_6b2afab0_fk_answers_bulkrun_id FOREIGN KEY (run_id) REFERENCES public.answers_bulkrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_bulkrun
    ADD CONSTRAINT answers_bulkrun_by_id_5e89a5ad_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_bulkrun
    ADD CONSTRAINT answers_bulkrun_macro_id_eccc8dfd_fk_answers_macro_id FOREIGN KEY (macro_id) REFERENCES public.answers_macro(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_caseresult
    ADD CONSTRAINT answers_caseresult_appeal_id_c33234db_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_caseresult
    ADD CONSTRAINT answers_caseresult_checked_by_id_89c5e078_fk_organizat FOREIGN KEY (checked_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_draft
    ADD CONSTRAINT answers_draft_appeal_id_2c1b5822_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_draft
    ADD CONSTRAINT answers_draft_by_id_df4c965d_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_draft
    ADD CONSTRAINT answers_draft_held_by_id_72e51a2f_fk_organizations_staff_id FOREIGN KEY (held_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_facts
    ADD CONSTRAINT answers_facts_appeal_id_c0d79ce6_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_facts
    ADD CONSTRAINT answers_facts_asked_by_id_bdb88e71_fk_organizations_staff_id FOREIGN KEY (asked_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_facts
    ADD CONSTRAINT answers_facts_by_id_6c0b4ee5_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_facts_photos
    ADD CONSTRAINT answers_facts_photos_casephoto_id_59ea249c_fk_appeals_c FOREIGN KEY (casephoto_id) REFERENCES public.appeals_casephoto(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_facts_photos
    ADD CONSTRAINT answers_facts_photos_facts_id_1f95685c_fk_answers_facts_id FOREIGN KEY (facts_id) REFERENCES public.answers_facts(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_macro
    ADD CONSTRAINT answers_macro_body_id_ea616992_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_macro
    ADD CONSTRAINT answers_macro_made_by_id_019f52ab_fk_organizations_staff_id FOREIGN KEY (made_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_presence
    ADD CONSTRAINT answers_presence_appeal_id_3b02fa6f_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_presence
    ADD CONSTRAINT answers_presence_staff_id_0573ee1f_fk_organizations_staff_id FOREIGN KEY (staff_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_readyfile
    ADD CONSTRAINT answers_readyfile_file_id_ca42aeca_fk_media_storedfile_id FOREIGN KEY (file_id) REFERENCES public.media_storedfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_readyfile
    ADD CONSTRAINT answers_readyfile_text_id_1e5b2266_fk_answers_readytext_id FOREIGN KEY (text_id) REFERENCES public.answers_readytext(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_readytext
    ADD CONSTRAINT answers_readytext_body_id_68288b6c_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_readytext
    ADD CONSTRAINT answers_readytext_entered_by_id_d169656a_fk_organizat FOREIGN KEY (entered_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_readytext
    ADD CONSTRAINT answers_readytext_topic_id_ab6ab323_fk_topics_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_residentverdict_photos
    ADD CONSTRAINT answers_residentverd_casephoto_id_af13acac_fk_appeals_c FOREIGN KEY (casephoto_id) REFERENCES public.appeals_casephoto(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_residentverdict
    ADD CONSTRAINT answers_residentverd_explained_by_id_fc2428da_fk_organizat FOREIGN KEY (explained_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_residentverdict_photos
    ADD CONSTRAINT answers_residentverd_residentverdict_id_66b28cbe_fk_answers_r FOREIGN KEY (residentverdict_id) REFERENCES public.answers_residentverdict(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_residentverdict
    ADD CONSTRAINT answers_residentverdict_appeal_id_e8bb9e48_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_shownfile
    ADD CONSTRAINT answers_shownfile_file_id_87534ed1_fk_media_storedfile_id FOREIGN KEY (file_id) REFERENCES public.media_storedfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_shownfile
    ADD CONSTRAINT answers_shownfile_shown_id_e1e797e6_fk_answers_shownphotos_id FOREIGN KEY (shown_id) REFERENCES public.answers_shownphotos(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_shownphotos_photos
    ADD CONSTRAINT answers_shownphotos__casephoto_id_4f195c22_fk_appeals_c FOREIGN KEY (casephoto_id) REFERENCES public.appeals_casephoto(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_shownphotos_photos
    ADD CONSTRAINT answers_shownphotos__shownphotos_id_25d66e56_fk_answers_s FOREIGN KEY (shownphotos_id) REFERENCES public.answers_shownphotos(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_shownphotos
    ADD CONSTRAINT answers_shownphotos_appeal_id_734e4656_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.answers_shownphotos
    ADD CONSTRAINT answers_shownphotos_by_id_04eb8913_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_appeal
    ADD CONSTRAINT appeals_appeal_body_id_f7a485d0_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_appeal
    ADD CONSTRAINT appeals_appeal_duplicate_of_id_3a1890e7_fk_appeals_appeal_id FOREIGN KEY (duplicate_of_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_appeal
    ADD CONSTRAINT appeals_appeal_executor_id_9c196cc9_fk_organizations_staff_id FOREIGN KEY (executor_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_appeal
    ADD CONSTRAINT appeals_appeal_folded_in_id_1eba7fdc_fk_appeals_appeal_id FOREIGN KEY (folded_in_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_appeal
    ADD CONSTRAINT appeals_appeal_founder_id_d9b7e6c8_fk_organizations_body_id FOREIGN KEY (founder_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_appeal
    ADD CONSTRAINT appeals_appeal_municipality_id_dc822f30_fk_organizat FOREIGN KEY (municipality_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_appeal
    ADD CONSTRAINT appeals_appeal_outside_message_id_f57aec3e_fk_intake_re FOREIGN KEY (outside_message_id) REFERENCES public.intake_residentmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_appeal
    ADD CONSTRAINT appeals_appeal_page_id_2c0b9d0c_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_appeal
    ADD CONSTRAINT appeals_appeal_topic_id_926e7f6f_fk_topics_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_appealmessage
    ADD CONSTRAINT appeals_appealmessag_message_id_d645c082_fk_intake_re FOREIGN KEY (message_id) REFERENCES public.intake_residentmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_appealmessage
    ADD CONSTRAINT appeals_appealmessage_appeal_id_beee0054_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_callback
    ADD CONSTRAINT appeals_callback_appeal_id_033d1265_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_callback
    ADD CONSTRAINT appeals_callback_called_by_id_1ea52bfb_fk_organizat FOREIGN KEY (called_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_casepart
    ADD CONSTRAINT appeals_casepart_asked_by_id_f4e80b0f_fk_organizations_staff_id FOREIGN KEY (asked_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_casepart
    ADD CONSTRAINT appeals_casepart_child_id_f29651c6_fk_appeals_appeal_id FOREIGN KEY (child_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_casepart
    ADD CONSTRAINT appeals_casepart_whole_id_3caa4656_fk_appeals_appeal_id FOREIGN KEY (whole_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_casephoto
    ADD CONSTRAINT appeals_casephoto_appeal_id_23ee4a89_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_casephoto
    ADD CONSTRAINT appeals_casephoto_by_id_62f8e4bd_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_casephoto
    ADD CONSTRAINT appeals_casephoto_file_id_03d92859_fk_media_storedfile_id FOREIGN KEY (file_id) REFERENCES public.media_storedfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_casephoto
    ADD CONSTRAINT appeals_casephoto_part_id_f465ada9_fk_appeals_casepart_id FOREIGN KEY (part_id) REFERENCES public.appeals_casepart(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_casetag
    ADD CONSTRAINT appeals_casetag_appeal_id_fb202df8_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_casetag
    ADD CONSTRAINT appeals_casetag_by_id_9cca10cf_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_casetag
    ADD CONSTRAINT appeals_casetag_tag_id_08fb13f4_fk_appeals_tag_id FOREIGN KEY (tag_id) REFERENCES public.appeals_tag(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_deadlinepolicy
    ADD CONSTRAINT appeals_deadlinepoli_body_id_209a13ad_fk_organizat FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_deadlinepolicy
    ADD CONSTRAINT appeals_deadlinepoli_ended_by_id_2e610360_fk_organizat FOREIGN KEY (ended_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_deadlinepolicy
    ADD CONSTRAINT appeals_deadlinepoli_made_by_id_73cf8151_fk_organizat FOREIGN KEY (made_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_deadlinepolicy
    ADD CONSTRAINT appeals_deadlinepolicy_topic_id_6b371e15_fk_topics_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_defaultview
    ADD CONSTRAINT appeals_defaultview_staff_id_96fcd611_fk_organizations_staff_id FOREIGN KEY (staff_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_defaultview
    ADD CONSTRAINT appeals_defaultview_view_id_e0ac05e8_fk_appeals_savedview_id FOREIGN KEY (view_id) REFERENCES public.appeals_savedview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_differentcases
    ADD CONSTRAINT appeals_differentcases_by_id_4e75767a_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_differentcases
    ADD CONSTRAINT appeals_differentcases_first_id_2326a9ef_fk_appeals_appeal_id FOREIGN KEY (first_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_differentcases
    ADD CONSTRAINT appeals_differentcases_second_id_98e162fb_fk_appeals_appeal_id FOREIGN KEY (second_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_emergency
    ADD CONSTRAINT appeals_emergency_appeal_id_a22744a4_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_emergency
    ADD CONSTRAINT appeals_emergency_taken_by_id_7878cce7_fk_organizat FOREIGN KEY (taken_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_extension
    ADD CONSTRAINT appeals_extension_appeal_id_7ee6b9b0_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_extension
    ADD CONSTRAINT appeals_extension_by_id_9830e996_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_note
    ADD CONSTRAINT appeals_note_appeal_id_488cbb20_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_note
    ADD CONSTRAINT appeals_note_by_id_ba83a12a_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_relatedcases
    ADD CONSTRAINT appeals_relatedcases_by_id_29a656d7_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_relatedcases
    ADD CONSTRAINT appeals_relatedcases_first_id_efb94239_fk_appeals_appeal_id FOREIGN KEY (first_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_relatedcases
    ADD CONSTRAINT appeals_relatedcases_second_id_acccda56_fk_appeals_appeal_id FOREIGN KEY (second_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_route
    ADD CONSTRAINT appeals_route_body_id_0553c834_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_route
    ADD CONSTRAINT appeals_route_executor_id_6bf55cf3_fk_organizations_staff_id FOREIGN KEY (executor_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_route
    ADD CONSTRAINT appeals_route_page_id_a1e5604c_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_route
    ADD CONSTRAINT appeals_route_policy_id_cad4d103_fk_appeals_deadlinepolicy_id FOREIGN KEY (policy_id) REFERENCES public.appeals_deadlinepolicy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_route
    ADD CONSTRAINT appeals_route_territory_id_8b495ffa_fk_organizat FOREIGN KEY (territory_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_route
    ADD CONSTRAINT appeals_route_topic_id_d81e6076_fk_topics_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_routetrouble
    ADD CONSTRAINT appeals_routetrouble_body_id_5f5b88d0_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_routetrouble
    ADD CONSTRAINT appeals_routetrouble_route_id_4459ec26_fk_appeals_route_id FOREIGN KEY (route_id) REFERENCES public.appeals_route(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_savedview
    ADD CONSTRAINT appeals_savedview_body_id_f102e37d_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_savedview
    ADD CONSTRAINT appeals_savedview_owner_id_1c79b1d2_fk_organizations_staff_id FOREIGN KEY (owner_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_tag
    ADD CONSTRAINT appeals_tag_body_id_ebbc59fb_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_tag
    ADD CONSTRAINT appeals_tag_made_by_id_25d413c3_fk_organizations_staff_id FOREIGN KEY (made_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_transition
    ADD CONSTRAINT appeals_transition_appeal_id_138dd116_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_transition
    ADD CONSTRAINT appeals_transition_body_id_12794f86_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_transition
    ADD CONSTRAINT appeals_transition_by_id_e658cc25_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.appeals_warningpolicy
    ADD CONSTRAINT appeals_warningpolic_entered_by_id_a3f79280_fk_organizat FOREIGN KEY (entered_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.delivery_outboxact
    ADD CONSTRAINT delivery_outboxact_page_id_423589ae_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.gazetteer_gazetteer
    ADD CONSTRAINT gazetteer_gazetteer_municipality_id_c55e693d_fk_organizat FOREIGN KEY (municipality_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.gazetteer_house
    ADD CONSTRAINT gazetteer_house_street_id_77102baa_fk_gazetteer_place_id FOREIGN KEY (street_id) REFERENCES public.gazetteer_place(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.gazetteer_place
    ADD CONSTRAINT gazetteer_place_gazetteer_id_2357c1c5_fk_gazetteer_gazetteer_id FOREIGN KEY (gazetteer_id) REFERENCES public.gazetteer_gazetteer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.gazetteer_place
    ADD CONSTRAINT gazetteer_place_settlement_id_b27179d2_fk_gazetteer_place_id FOREIGN KEY (settlement_id) REFERENCES public.gazetteer_place(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.gazetteer_wantedhouse
    ADD CONSTRAINT gazetteer_wantedhouse_street_id_5b75aab9_fk_gazetteer_place_id FOREIGN KEY (street_id) REFERENCES public.gazetteer_place(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_actletter
    ADD CONSTRAINT intake_actletter_act_id_29e3524d_fk_intake_residentact_id FOREIGN KEY (act_id) REFERENCES public.intake_residentact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_actlink
    ADD CONSTRAINT intake_actlink_act_id_9b0e0d20_fk_intake_residentact_id FOREIGN KEY (act_id) REFERENCES public.intake_residentact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_acttalk
    ADD CONSTRAINT intake_acttalk_account_id_7a0e5dd9_fk_residents FOREIGN KEY (account_id) REFERENCES public.residents_networkaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_acttalk
    ADD CONSTRAINT intake_acttalk_act_id_6def5c0e_fk_intake_residentact_id FOREIGN KEY (act_id) REFERENCES public.intake_residentact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_acttalk
    ADD CONSTRAINT intake_acttalk_page_id_0eabbeaa_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_messageversion
    ADD CONSTRAINT intake_messageversio_message_id_45fb5e7d_fk_intake_re FOREIGN KEY (message_id) REFERENCES public.intake_residentmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_residentact
    ADD CONSTRAINT intake_residentact_message_id_2c428bf1_fk_intake_re FOREIGN KEY (message_id) REFERENCES public.intake_residentmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_residentact_photos
    ADD CONSTRAINT intake_residentact_p_residentact_id_24f8722d_fk_intake_re FOREIGN KEY (residentact_id) REFERENCES public.intake_residentact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_residentact_photos
    ADD CONSTRAINT intake_residentact_p_storedfile_id_8c5b5f6c_fk_media_sto FOREIGN KEY (storedfile_id) REFERENCES public.media_storedfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_residentact
    ADD CONSTRAINT intake_residentact_widget_page_id_401c4b40_fk_pages_page_id FOREIGN KEY (widget_page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_residentmessage
    ADD CONSTRAINT intake_residentmessa_author_id_beadf9ff_fk_residents FOREIGN KEY (author_id) REFERENCES public.residents_networkaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_residentmessage
    ADD CONSTRAINT intake_residentmessa_body_id_36574a15_fk_organizat FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_residentmessage
    ADD CONSTRAINT intake_residentmessa_founder_id_5a191d42_fk_organizat FOREIGN KEY (founder_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_residentmessage
    ADD CONSTRAINT intake_residentmessa_municipality_id_5e42ae5f_fk_organizat FOREIGN KEY (municipality_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.intake_residentmessage
    ADD CONSTRAINT intake_residentmessage_page_id_8f38fabb_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_apikey
    ADD CONSTRAINT integrations_apikey_body_id_b335e8dd_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_apikey
    ADD CONSTRAINT integrations_apikey_owner_id_e4f8db88_fk_organizations_staff_id FOREIGN KEY (owner_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_apikey
    ADD CONSTRAINT integrations_apikey_revoked_by_id_6d88a5d7_fk_organizat FOREIGN KEY (revoked_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_caseimport
    ADD CONSTRAINT integrations_caseimp_by_id_04119906_fk_organizat FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_caseimport
    ADD CONSTRAINT integrations_caseimp_fallback_id_8eae8be8_fk_organizat FOREIGN KEY (fallback_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_caseimport
    ADD CONSTRAINT integrations_caseimp_mapping_id_0ffb87fa_fk_integrati FOREIGN KEY (mapping_id) REFERENCES public.integrations_casemapping(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_casemapping
    ADD CONSTRAINT integrations_casemap_changed_by_id_6226093f_fk_organizat FOREIGN KEY (changed_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_externalcase
    ADD CONSTRAINT integrations_externa_appeal_id_3a90a741_fk_appeals_a FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_externalcase
    ADD CONSTRAINT integrations_externa_entered_by_id_9d7088fb_fk_organizat FOREIGN KEY (entered_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_externalcase
    ADD CONSTRAINT integrations_externa_mapping_id_f695e844_fk_integrati FOREIGN KEY (mapping_id) REFERENCES public.integrations_casemapping(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_hook
    ADD CONSTRAINT integrations_hook_owner_id_d49170f7_fk_organizations_staff_id FOREIGN KEY (owner_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_hookcall
    ADD CONSTRAINT integrations_hookcall_hook_id_902fca30_fk_integrations_hook_id FOREIGN KEY (hook_id) REFERENCES public.integrations_hook(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_keptanswer
    ADD CONSTRAINT integrations_keptans_key_id_607ffa01_fk_integrati FOREIGN KEY (key_id) REFERENCES public.integrations_apikey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_keptvalue
    ADD CONSTRAINT integrations_keptval_register_import_id_2aca912d_fk_integrati FOREIGN KEY (register_import_id) REFERENCES public.integrations_registerimport(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_refusedcase
    ADD CONSTRAINT integrations_refused_case_import_id_bcfd9d82_fk_integrati FOREIGN KEY (case_import_id) REFERENCES public.integrations_caseimport(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_refusedrow
    ADD CONSTRAINT integrations_refused_register_import_id_ab3ced55_fk_integrati FOREIGN KEY (register_import_id) REFERENCES public.integrations_registerimport(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_registerimport
    ADD CONSTRAINT integrations_registe_by_id_e6f5ab45_fk_organizat FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_registerchange
    ADD CONSTRAINT integrations_registe_register_import_id_071d1f80_fk_integrati FOREIGN KEY (register_import_id) REFERENCES public.integrations_registerimport(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_sentreport
    ADD CONSTRAINT integrations_sentrep_act_id_1b8876d6_fk_intake_re FOREIGN KEY (act_id) REFERENCES public.intake_residentact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrations_sentreport
    ADD CONSTRAINT integrations_sentrep_key_id_6dddd7aa_fk_integrati FOREIGN KEY (key_id) REFERENCES public.integrations_apikey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.media_film
    ADD CONSTRAINT media_film_file_id_07b6516e_fk_media_storedfile_id FOREIGN KEY (file_id) REFERENCES public.media_storedfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_organizations_staff_id FOREIGN KEY (user_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_ban
    ADD CONSTRAINT moderation_ban_account_id_f0551aba_fk_residents FOREIGN KEY (account_id) REFERENCES public.residents_networkaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_ban
    ADD CONSTRAINT moderation_ban_body_id_19cd3076_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_ban
    ADD CONSTRAINT moderation_ban_decision_id_c1f5149f_fk_moderation_decision_id FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_ban
    ADD CONSTRAINT moderation_ban_founder_id_346d7c8b_fk_organizations_body_id FOREIGN KEY (founder_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_ban
    ADD CONSTRAINT moderation_ban_lifted_by_id_d9adb01f_fk_moderation_decision_id FOREIGN KEY (lifted_by_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_ban
    ADD CONSTRAINT moderation_ban_municipality_id_ec98ba7c_fk_organizat FOREIGN KEY (municipality_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_ban
    ADD CONSTRAINT moderation_ban_page_id_8faeb3fd_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_body_id_84331776_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_decided_by_id_8e88b75a_fk_organizat FOREIGN KEY (decided_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_founder_id_cac69ad2_fk_organizat FOREIGN KEY (founder_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_message_id_e5bc293e_fk_intake_re FOREIGN KEY (message_id) REFERENCES public.intake_residentmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_municipality_id_38d27598_fk_organizat FOREIGN KEY (municipality_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_notice_act_id_400ecd09_fk_delivery_ FOREIGN KEY (notice_act_id) REFERENCES public.delivery_outboxact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_outbox_act_id_16e3cf45_fk_delivery_ FOREIGN KEY (outbox_act_id) REFERENCES public.delivery_outboxact(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_page_id_7d264b29_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_second_by_id_2b3abed8_fk_organizat FOREIGN KEY (second_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_evidencefile
    ADD CONSTRAINT moderation_evidencef_decision_id_3beae44d_fk_moderatio FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_evidencerecord
    ADD CONSTRAINT moderation_evidencer_file_id_89b91346_fk_moderatio FOREIGN KEY (file_id) REFERENCES public.moderation_evidencefile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_manydecided
    ADD CONSTRAINT moderation_manydecided_by_id_07681558_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_objection
    ADD CONSTRAINT moderation_objection_body_id_d034fb60_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_objection
    ADD CONSTRAINT moderation_objection_decided_by_id_971ab41c_fk_organizat FOREIGN KEY (decided_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_objectionway
    ADD CONSTRAINT moderation_objection_decision_id_38a0e0f9_fk_moderatio FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_objection
    ADD CONSTRAINT moderation_objection_decision_id_88cfe823_fk_moderatio FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_objection
    ADD CONSTRAINT moderation_objection_founder_id_9c8248e1_fk_organizat FOREIGN KEY (founder_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_objection
    ADD CONSTRAINT moderation_objection_municipality_id_fb186b21_fk_organizat FOREIGN KEY (municipality_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_oneofmany
    ADD CONSTRAINT moderation_oneofmany_many_id_47571a05_fk_moderatio FOREIGN KEY (many_id) REFERENCES public.moderation_manydecided(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_oneofmany
    ADD CONSTRAINT moderation_oneofmany_message_id_d500e97e_fk_intake_re FOREIGN KEY (message_id) REFERENCES public.intake_residentmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_outsideact
    ADD CONSTRAINT moderation_outsideac_founder_id_02545147_fk_organizat FOREIGN KEY (founder_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_outsideact
    ADD CONSTRAINT moderation_outsideac_message_id_d46ad560_fk_intake_re FOREIGN KEY (message_id) REFERENCES public.intake_residentmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_outsideact
    ADD CONSTRAINT moderation_outsideac_municipality_id_b93f01b6_fk_organizat FOREIGN KEY (municipality_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_outsideact
    ADD CONSTRAINT moderation_outsideact_body_id_3e1889e9_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_outsideact
    ADD CONSTRAINT moderation_outsideact_page_id_d647946f_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_pagerules
    ADD CONSTRAINT moderation_pagerules_entered_by_id_5120610d_fk_organizat FOREIGN KEY (entered_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_pagerules
    ADD CONSTRAINT moderation_pagerules_page_id_24a55709_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_policy
    ADD CONSTRAINT moderation_policy_entered_by_id_f4373e23_fk_organizat FOREIGN KEY (entered_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_policy
    ADD CONSTRAINT moderation_policy_page_id_89465156_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_review
    ADD CONSTRAINT moderation_review_body_id_6be28301_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_review
    ADD CONSTRAINT moderation_review_claimed_by_id_a481cbe1_fk_organizat FOREIGN KEY (claimed_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_review
    ADD CONSTRAINT moderation_review_founder_id_41935c13_fk_organizations_body_id FOREIGN KEY (founder_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_review
    ADD CONSTRAINT moderation_review_message_id_2f0f963e_fk_intake_re FOREIGN KEY (message_id) REFERENCES public.intake_residentmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_review
    ADD CONSTRAINT moderation_review_municipality_id_cf6e5575_fk_organizat FOREIGN KEY (municipality_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_review
    ADD CONSTRAINT moderation_review_page_id_1264554d_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_samplecheck
    ADD CONSTRAINT moderation_samplecheck_appeal_id_69edefbb_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_samplecheck
    ADD CONSTRAINT moderation_samplecheck_by_id_af0b70c9_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_dutyshift
    ADD CONSTRAINT notices_dutyshift_body_id_d9664273_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_dutyshift
    ADD CONSTRAINT notices_dutyshift_entered_by_id_a230d0be_fk_organizat FOREIGN KEY (entered_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_dutyshift
    ADD CONSTRAINT notices_dutyshift_staff_id_4d8c0f2c_fk_organizations_staff_id FOREIGN KEY (staff_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_staff_id_9334dea9_fk_organizations_staff_id FOREIGN KEY (staff_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_noticemessage
    ADD CONSTRAINT notices_noticemessage_notice_id_57424dc0_fk_notices_notice_id FOREIGN KEY (notice_id) REFERENCES public.notices_notice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_noticesending
    ADD CONSTRAINT notices_noticesending_notice_id_b5377de0_fk_notices_notice_id FOREIGN KEY (notice_id) REFERENCES public.notices_notice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_noticewishes
    ADD CONSTRAINT notices_noticewishes_staff_id_67c01c41_fk_organizat FOREIGN KEY (staff_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_staffbot
    ADD CONSTRAINT notices_staffbot_entered_by_id_ff6c96b9_fk_organizat FOREIGN KEY (entered_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_stafftalk
    ADD CONSTRAINT notices_stafftalk_staff_id_60818c3c_fk_organizations_staff_id FOREIGN KEY (staff_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_talkcode
    ADD CONSTRAINT notices_talkcode_staff_id_8581c5c7_fk_organizations_staff_id FOREIGN KEY (staff_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_absence
    ADD CONSTRAINT organizations_absenc_deputy_id_3a2bfbc0_fk_organizat FOREIGN KEY (deputy_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_absence
    ADD CONSTRAINT organizations_absenc_staff_id_e946fb20_fk_organizat FOREIGN KEY (staff_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_appointment
    ADD CONSTRAINT organizations_appoin_body_id_3e85bfde_fk_organizat FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_appointment
    ADD CONSTRAINT organizations_appoin_staff_id_a5adbb53_fk_organizat FOREIGN KEY (staff_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_body
    ADD CONSTRAINT organizations_body_founder_id_c6164118_fk_organizations_body_id FOREIGN KEY (founder_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_body
    ADD CONSTRAINT organizations_body_merged_into_id_3be0a025_fk_organizat FOREIGN KEY (merged_into_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_body
    ADD CONSTRAINT organizations_body_municipality_id_ec4f113a_fk_organizat FOREIGN KEY (municipality_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_body
    ADD CONSTRAINT organizations_body_parent_id_60040db7_fk_organizations_body_id FOREIGN KEY (parent_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_body
    ADD CONSTRAINT organizations_body_territory_id_419828eb_fk_organizat FOREIGN KEY (territory_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_bodyancestry
    ADD CONSTRAINT organizations_bodyan_ancestor_id_eebe3bd5_fk_organizat FOREIGN KEY (ancestor_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_bodyancestry
    ADD CONSTRAINT organizations_bodyan_descendant_id_8b480499_fk_organizat FOREIGN KEY (descendant_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_bodyturn
    ADD CONSTRAINT organizations_bodytu_body_id_95a62cc2_fk_organizat FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_competence
    ADD CONSTRAINT organizations_compet_body_id_0c8b3174_fk_organizat FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_competence
    ADD CONSTRAINT organizations_competence_topic_id_e627a7bb_fk_topics_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_invitation
    ADD CONSTRAINT organizations_invita_invited_by_id_ded3e551_fk_organizat FOREIGN KEY (invited_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_invitation
    ADD CONSTRAINT organizations_invita_staff_id_d7922864_fk_organizat FOREIGN KEY (staff_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_signinpolicy
    ADD CONSTRAINT organizations_signin_entered_by_id_7168082c_fk_organizat FOREIGN KEY (entered_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_staffgap
    ADD CONSTRAINT organizations_staffg_body_id_37ca91be_fk_organizat FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_staffsession
    ADD CONSTRAINT organizations_staffs_staff_id_7e49657b_fk_organizat FOREIGN KEY (staff_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organizations_territory
    ADD CONSTRAINT organizations_territ_parent_id_dd24f0b3_fk_organizat FOREIGN KEY (parent_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_connection
    ADD CONSTRAINT pages_connection_page_id_83fddbc3_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_connectionturn
    ADD CONSTRAINT pages_connectionturn_connection_id_b836423e_fk_pages_con FOREIGN KEY (connection_id) REFERENCES public.pages_connection(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_exemption
    ADD CONSTRAINT pages_exemption_body_id_c6a65c29_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_page
    ADD CONSTRAINT pages_page_founder_id_0bb77d59_fk_organizations_body_id FOREIGN KEY (founder_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_page
    ADD CONSTRAINT pages_page_municipality_id_9d7db8c0_fk_organizat FOREIGN KEY (municipality_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_page
    ADD CONSTRAINT pages_page_officer_id_818594da_fk_organizations_staff_id FOREIGN KEY (officer_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_page
    ADD CONSTRAINT pages_page_owner_id_cf6ff9ff_fk_organizations_body_id FOREIGN KEY (owner_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_pageaddress
    ADD CONSTRAINT pages_pageaddress_page_id_cf4e445b_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_pagealarm
    ADD CONSTRAINT pages_pagealarm_page_id_2bb14910_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_pagescore
    ADD CONSTRAINT pages_pagescore_methodology_id_0de1f67f_fk_pages_methodology_id FOREIGN KEY (methodology_id) REFERENCES public.pages_methodology(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_pagescore
    ADD CONSTRAINT pages_pagescore_page_id_9a4aa8db_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_proof
    ADD CONSTRAINT pages_proof_page_id_e2eace9f_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_requirednetwork
    ADD CONSTRAINT pages_requirednetwor_territory_id_c9d4dce2_fk_organizat FOREIGN KEY (territory_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_scoreobjection
    ADD CONSTRAINT pages_scoreobjection_by_id_63cd8d3d_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_scoreobjection
    ADD CONSTRAINT pages_scoreobjection_score_id_a71fd8da_fk_pages_pagescore_id FOREIGN KEY (score_id) REFERENCES public.pages_pagescore(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_suspectedfake
    ADD CONSTRAINT pages_suspectedfake_resembles_id_6223d9e3_fk_pages_page_id FOREIGN KEY (resembles_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_widget
    ADD CONSTRAINT pages_widget_page_id_7619dde6_fk_pages_page_id FOREIGN KEY (page_id) REFERENCES public.pages_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.pages_widgetuse
    ADD CONSTRAINT pages_widgetuse_widget_id_61b8631e_fk_pages_widget_id FOREIGN KEY (widget_id) REFERENCES public.pages_widget(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);
ALTER TABLE ONLY public.publication_decision
    ADD CONSTRAINT publication_decision_appeal_id_8401a177_fk_appeals_appeal_id FOREIGN KEY (appeal_id) REFERENCES public.appeals_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.publication_decision
    ADD CONSTRAINT publication_decision_consent_by_id_f18a0867_fk_organizat FOREIGN KEY (consent_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.publication_decision
    ADD CONSTRAINT publication_decision_looked_by_id_ffe39513_fk_organizat FOREIGN KEY (looked_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.publication_photolook
    ADD CONSTRAINT publication_photolook_by_id_c01ba803_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.publication_photolook
    ADD CONSTRAINT publication_photolook_file_id_c14ebd89_fk_media_storedfile_id FOREIGN KEY (file_id) REFERENCES public.media_storedfile(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.publication_photolook
    ADD CONSTRAINT publication_photolook_photo_id_92813fb2_fk_appeals_casephoto_id FOREIGN KEY (photo_id) REFERENCES public.appeals_casephoto(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.publication_publicationrule
    ADD CONSTRAINT publication_publicat_body_id_2bf07543_fk_organizat FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.publication_publicationrule
    ADD CONSTRAINT publication_publicat_entered_by_id_06e19b99_fk_organizat FOREIGN KEY (entered_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.publication_subscriptionletter
    ADD CONSTRAINT publication_subscrip_subscription_id_09167c1d_fk_publicati FOREIGN KEY (subscription_id) REFERENCES public.publication_subscription(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_social_user_id_8146e70c_fk_organizat FOREIGN KEY (user_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.topics_topic
    ADD CONSTRAINT topics_topic_parent_id_83f2c382_fk_topics_topic_id FOREIGN KEY (parent_id) REFERENCES public.topics_topic(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_finding
    ADD CONSTRAINT triage_finding_verdict_id_b37bc5b9_fk_triage_verdict_id FOREIGN KEY (verdict_id) REFERENCES public.triage_verdict(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_fingerprint
    ADD CONSTRAINT triage_fingerprint_message_id_be134a56_fk_intake_re FOREIGN KEY (message_id) REFERENCES public.intake_residentmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_ownexample
    ADD CONSTRAINT triage_ownexample_body_id_4b2655f8_fk_organizations_body_id FOREIGN KEY (body_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_ownexample
    ADD CONSTRAINT triage_ownexample_by_id_1b61dd07_fk_organizations_staff_id FOREIGN KEY (by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_ownexample
    ADD CONSTRAINT triage_ownexample_founder_id_be8b6e32_fk_organizations_body_id FOREIGN KEY (founder_id) REFERENCES public.organizations_body(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_ownexample
    ADD CONSTRAINT triage_ownexample_message_id_7ed532f9_fk_intake_re FOREIGN KEY (message_id) REFERENCES public.intake_residentmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_ownexample
    ADD CONSTRAINT triage_ownexample_municipality_id_a9155b26_fk_organizat FOREIGN KEY (municipality_id) REFERENCES public.organizations_territory(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_ownexample
    ADD CONSTRAINT triage_ownexample_wording_id_111b2a46_fk_intake_me FOREIGN KEY (wording_id) REFERENCES public.intake_messageversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_ownmodel
    ADD CONSTRAINT triage_ownmodel_asked_by_id_01d66450_fk_organizations_staff_id FOREIGN KEY (asked_by_id) REFERENCES public.organizations_staff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_seenbefore
    ADD CONSTRAINT triage_seenbefore_first_id_34dbcb03_fk_triage_fingerprint_id FOREIGN KEY (first_id) REFERENCES public.triage_fingerprint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_seenbefore
    ADD CONSTRAINT triage_seenbefore_second_id_5ca7f637_fk_triage_fingerprint_id FOREIGN KEY (second_id) REFERENCES public.triage_fingerprint(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_verdict
    ADD CONSTRAINT triage_verdict_message_id_07efb1c1_fk_intake_residentmessage_id FOREIGN KEY (message_id) REFERENCES public.intake_residentmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.triage_verdict
    ADD CONSTRAINT triage_verdict_place_id_153cccb0_fk_gazetteer_place_id FOREIGN KEY (place_id) REFERENCES public.gazetteer_place(id) DEFERRABLE INITIALLY DEFERRED;
