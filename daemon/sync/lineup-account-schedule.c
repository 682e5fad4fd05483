/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-schedule.h"

#include "lineup-log.h"

/* Seconds after which an alarm was not just slow: the machine slept. */
#define MAX_LATENESS 30

/* What others set. */
typedef enum
{
  SETTING_ENABLED,
  SETTING_AUTO_SYNC,
  SETTING_UNMETERED_ONLY,
  SETTING_INHIBITED,
  SETTING_LOCKED,
  SETTING_ON_HOLD,
  SETTING_LOCAL,
  N_SETTINGS,
} Setting;

enum
{
  PROP_ENABLED = 1, /* settings, in their order */
  PROP_AUTO_SYNC,
  PROP_UNMETERED_ONLY,
  PROP_INHIBITED,
  PROP_LOCKED,
  PROP_ON_HOLD,
  PROP_LOCAL,
  PROP_SYNC_INTERVAL,
  PROP_NEXT_SYNC,
  N_PROPERTIES,
};

struct _LineupAccountSchedule
{
  GObject parent_instance;

  LineupScheduled *jobs;        /* (owned) */
  LineupConditions *conditions; /* (owned) */
  LineupCircuits *circuits;     /* (owned) */
  LineupClock *clock;           /* (owned) */

  gboolean settings[N_SETTINGS];
  guint interval;    /* minutes */
  gint64 not_before; /* Unix seconds: spreads what became possible at one moment */
  gint64 rest_until; /* Unix seconds until which the panel is left alone */
  gint64 next;       /* Unix seconds, 0 if none is planned */
  gint64 target;     /* Unix seconds for which the alarm is set */
  GSource *alarm;    /* (owned) (nullable) */
  LineupObstacle obstacle;
  char *probed; /* (owned) (nullable): host whose circuit the running sync probes */
  gboolean stopped;
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LineupAccountSchedule, lineup_account_schedule, G_TYPE_OBJECT)

static gint64
get_seconds (LineupAccountSchedule *self)
{
  return lineup_clock_get_seconds (self->clock);
}

static LineupScheduleFacts
get_facts (LineupAccountSchedule *self)
{
  LineupScheduleFacts facts = { .interval = self->interval };

  lineup_job_runner_get_facts (lineup_scheduled_get_runner (self->jobs), &facts);
  return facts;
}

static gint64
get_circuit_due (LineupAccountSchedule *self)
{
  return lineup_circuits_get_due (self->circuits, lineup_scheduled_get_host (self->jobs));
}

/* What lies on this machine takes no network, and nobody's patience. */
static LineupObstacle
find_remote_obstacle (LineupAccountSchedule *self)
{
  if (self->settings[SETTING_LOCAL])
    return LINEUP_OBSTACLE_NONE;
  if (!lineup_conditions_get_network_available (self->conditions))
    return LINEUP_OBSTACLE_NETWORK;
  if (self->settings[SETTING_UNMETERED_ONLY] && lineup_conditions_get_metered (self->conditions))
    return LINEUP_OBSTACLE_METERED;
  if (lineup_conditions_get_power_saver (self->conditions))
    return LINEUP_OBSTACLE_POWER;
  if (self->probed == NULL && get_circuit_due (self) > get_seconds (self))
    return LINEUP_OBSTACLE_PANEL;
  return LINEUP_OBSTACLE_NONE;
}

/* What somebody did comes first, then what concerns everything. */
static LineupObstacle
find_obstacle (LineupAccountSchedule *self)
{
  if (self->settings[SETTING_INHIBITED])
    return LINEUP_OBSTACLE_INHIBITED;
  if (self->settings[SETTING_LOCKED])
    return LINEUP_OBSTACLE_KEYRING;
  return find_remote_obstacle (self);
}

static void
set_next (LineupAccountSchedule *self, gint64 next)
{
  if (self->next == next)
    return;
  self->next = next;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_SYNC]);
}

/* What is possible from now on begins a little later, each account at its own time. */
static void
spread (LineupAccountSchedule *self, gint64 least, gint64 most)
{
  const LineupScheduleFacts facts = get_facts (self);

  self->not_before = get_seconds (self) + lineup_schedule_spread (&facts, least, most);
}

static gboolean
is_planned (LineupAccountSchedule *self)
{
  return self->settings[SETTING_ENABLED] && self->settings[SETTING_AUTO_SYNC]
         && !self->settings[SETTING_ON_HOLD] && !self->stopped;
}

static gint64
get_due (LineupAccountSchedule *self)
{
  return lineup_scheduled_get_due (self->jobs, self->interval);
}

static gboolean
is_overdue (LineupAccountSchedule *self)
{
  return get_due (self) <= get_seconds (self);
}

/* The sync that has its way finds out for all others how the panel is. */
static void
probe (LineupAccountSchedule *self)
{
  if (self->probed != NULL || !lineup_scheduled_judges (self->jobs) || get_circuit_due (self) == 0)
    return;
  self->probed = g_strdup (lineup_scheduled_get_host (self->jobs));
  lineup_circuits_begin_probe (self->circuits, self->probed);
}

static void
start (LineupAccountSchedule *self)
{
  LineupScheduleFacts facts = get_facts (self);
  const LineupLogContext context = { .account = facts.account };
  g_autoptr (GError) error = NULL;

  if (!lineup_scheduled_start (self->jobs, &error))
    lineup_log (G_LOG_LEVEL_DEBUG, &context, error, "no scheduled sync");
  else
    probe (self);
}

static gboolean on_alarm (gpointer user_data);

static void
set_alarm (LineupAccountSchedule *self, gint64 target)
{
  lineup_clock_clear_source (&self->alarm);
  self->target = target;
  self->alarm = lineup_clock_add_alarm (
      self->clock, lineup_clock_from_seconds ((guint64)MAX (target, 0)), on_alarm, self);
}

/* Of what is in the way we are told, but for a time that comes and a clock that is set. */
static gint64
get_next_look (LineupAccountSchedule *self, gint64 now)
{
  const gint64 circuit_due = get_circuit_due (self);
  const gint64 look = now + (gint64)self->interval * 60;

  return circuit_due > now ? MIN (circuit_due, look) : look;
}

/* Everything follows from the facts, the settings and the time. */
static void
update (LineupAccountSchedule *self)
{
  LineupJobRunner *runner = lineup_scheduled_get_runner (self->jobs);
  const gint64 now = get_seconds (self);
  const gint64 due = get_due (self);
  const gint64 target = MAX (due, self->not_before);
  const gboolean running = lineup_job_runner_get_job (runner) != NULL;
  const gboolean put_off = lineup_job_runner_is_put_off (runner);
  const gboolean planned = is_planned (self) && due != LINEUP_SCHEDULED_NEVER;

  lineup_clock_clear_source (&self->alarm);
  self->obstacle = find_obstacle (self);
  set_next (self, planned ? MAX (target, 1) : 0);
  lineup_scheduled_set_obstacle (self->jobs, self->obstacle, planned && target <= now);
  if (put_off && !lineup_job_runner_is_put_off (runner))
    probe (self);
  if (!planned || (running && self->obstacle != LINEUP_OBSTACLE_PANEL))
    return;
  if (running)
    set_alarm (self, get_next_look (self, now));
  else if (target > now)
    set_alarm (self, target);
  else if (self->obstacle == LINEUP_OBSTACLE_NONE)
    start (self);
  else
    set_alarm (self, get_next_look (self, now));
}

/* Nothing is kept away by a time that the clock no longer comes to for long. */
static void
check_time (LineupAccountSchedule *self)
{
  lineup_scheduled_check_time (self->jobs);
  lineup_circuits_check_time (self->circuits, get_seconds (self));
  if (self->not_before > get_seconds (self) + LINEUP_SCHEDULE_FIRST_RETRY)
    spread (self, LINEUP_SCHEDULE_MIN_CATCH_UP, LINEUP_SCHEDULE_MAX_CATCH_UP);
}

/* The alarm is due, or the clock was set, or the machine comes back from suspend. */
static gboolean
on_alarm (gpointer user_data)
{
  LineupAccountSchedule *self = user_data;
  const gint64 lateness = get_seconds (self) - self->target;

  check_time (self);
  if (lateness > MAX_LATENESS && is_overdue (self))
    spread (self, LINEUP_SCHEDULE_MIN_CATCH_UP, LINEUP_SCHEDULE_MAX_CATCH_UP);
  update (self);
  return G_SOURCE_REMOVE;
}

/* A sync that has gone to another address has found the first host as it was. */
static void
judge (LineupAccountSchedule *self, const char *probed, LineupJob *job, gint64 began)
{
  const char *host = lineup_scheduled_get_host (self->jobs);
  const LineupHostVerdict verdict = lineup_scheduled_judge (self->jobs, job);

  if (probed != NULL && !g_str_equal (probed, host))
    lineup_circuits_end_sync (self->circuits,
                              probed,
                              verdict == LINEUP_HOST_VERDICT_NONE ? verdict
                                                                  : LINEUP_HOST_VERDICT_FAILS,
                              began);
  lineup_circuits_end_sync (self->circuits, host, verdict, began);
}

/* However long a sync took, the panel has a rest after it. */
static void
on_ended (LineupAccountSchedule *self, LineupJob *job)
{
  g_autofree char *probed = g_steal_pointer (&self->probed);
  LineupScheduleFacts facts = { 0 };

  check_time (self);
  facts = get_facts (self);
  self->rest_until = get_seconds (self);
  if (!self->settings[SETTING_LOCAL])
    self->rest_until += LINEUP_SCHEDULE_FIRST_RETRY;
  self->not_before = MAX (self->not_before, self->rest_until);
  update (self);
  if (lineup_scheduled_judges (self->jobs))
    judge (self, probed, job, (gint64)facts.last_attempt);
}

/* What had to wait does not begin at the same moment everywhere. */
static void
on_changed (LineupAccountSchedule *self)
{
  const gboolean was_possible = self->next != 0 && self->obstacle == LINEUP_OBSTACLE_NONE;
  const gboolean is_possible = is_planned (self) && find_obstacle (self) == LINEUP_OBSTACLE_NONE;

  check_time (self);
  if (is_overdue (self) && self->not_before <= get_seconds (self) && is_possible && !was_possible)
    spread (self, LINEUP_SCHEDULE_MIN_LIFT, LINEUP_SCHEDULE_MAX_LIFT);
  update (self);
}

static void
on_circuit_changed (LineupAccountSchedule *self, const char *host)
{
  if (g_str_equal (host, lineup_scheduled_get_host (self->jobs)))
    on_changed (self);
}

static void
lineup_account_schedule_get_property (GObject *object,
                                      guint property_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  LineupAccountSchedule *self = LINEUP_ACCOUNT_SCHEDULE (object);

  switch (property_id)
    {
    case PROP_SYNC_INTERVAL:
      g_value_set_uint (value, self->interval);
      break;
    case PROP_NEXT_SYNC:
      g_value_set_uint64 (value, (guint64)self->next);
      break;
    default:
      g_value_set_boolean (value, self->settings[property_id - PROP_ENABLED]);
    }
}

static void
lineup_account_schedule_set_property (GObject *object,
                                      guint property_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  LineupAccountSchedule *self = LINEUP_ACCOUNT_SCHEDULE (object);

  if (property_id == PROP_SYNC_INTERVAL)
    self->interval = g_value_get_uint (value);
  else
    self->settings[property_id - PROP_ENABLED] = g_value_get_boolean (value);
  if (self->jobs != NULL)
    on_changed (self);
}

static void
lineup_account_schedule_finalize (GObject *object)
{
  LineupAccountSchedule *self = LINEUP_ACCOUNT_SCHEDULE (object);

  if (self->probed != NULL)
    lineup_circuits_end_probe (self->circuits, self->probed);
  lineup_clock_clear_source (&self->alarm);
  g_clear_object (&self->jobs);
  g_clear_object (&self->conditions);
  g_clear_object (&self->circuits);
  g_clear_pointer (&self->probed, g_free);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_account_schedule_parent_class)->finalize (object);
}

static GParamSpec *
make_setting_spec (const char *name)
{
  return g_param_spec_boolean (name, NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
}

static void
lineup_account_schedule_class_init (LineupAccountScheduleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_account_schedule_get_property;
  object_class->set_property = lineup_account_schedule_set_property;
  object_class->finalize = lineup_account_schedule_finalize;

  properties[PROP_ENABLED] = make_setting_spec ("enabled");
  properties[PROP_AUTO_SYNC] = make_setting_spec ("auto-sync");
  properties[PROP_UNMETERED_ONLY] = make_setting_spec ("unmetered-only");
  properties[PROP_INHIBITED] = make_setting_spec ("inhibited");
  properties[PROP_LOCKED] = make_setting_spec ("locked");
  properties[PROP_ON_HOLD] = make_setting_spec ("on-hold");
  properties[PROP_LOCAL] = make_setting_spec ("local");
  properties[PROP_SYNC_INTERVAL] = g_param_spec_uint (
      "sync-interval", NULL, NULL, 1, G_MAXUINT, 1, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NEXT_SYNC] = g_param_spec_uint64 ("next-sync",
                                                    NULL,
                                                    NULL,
                                                    0,
                                                    G_MAXUINT64,
                                                    0,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                        | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
lineup_account_schedule_init (LineupAccountSchedule *self)
{
  self->interval = 1;
}

static void
restore_circuit (LineupAccountSchedule *self)
{
  const LineupScheduleFacts facts = get_facts (self);

  lineup_circuits_restore (self->circuits,
                           lineup_scheduled_get_host (self->jobs),
                           facts.refused ? 0 : facts.failures,
                           (gint64)facts.last_attempt);
}

LineupAccountSchedule *
lineup_account_schedule_new (LineupScheduled *jobs,
                             LineupConditions *conditions,
                             LineupHosts *hosts)
{
  LineupAccountSchedule *self = g_object_new (LINEUP_TYPE_ACCOUNT_SCHEDULE, NULL);

  self->jobs = g_object_ref (jobs);
  self->conditions = g_object_ref (conditions);
  self->circuits = g_object_ref (lineup_hosts_get_circuits (hosts));
  self->clock = g_object_ref (lineup_hosts_get_clock (hosts));
  lineup_scheduled_check_time (jobs);
  if (lineup_scheduled_judges (jobs))
    restore_circuit (self);
  spread (self, LINEUP_SCHEDULE_MIN_CATCH_UP, LINEUP_SCHEDULE_MAX_CATCH_UP);
  g_signal_connect_object (conditions, "notify", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->circuits, "changed", G_CALLBACK (on_circuit_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jobs, "moved", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jobs, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  return self;
}

void
lineup_account_schedule_stop (LineupAccountSchedule *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SCHEDULE (self));

  self->stopped = TRUE;
  update (self);
}

void
lineup_account_schedule_hurry (LineupAccountSchedule *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SCHEDULE (self));

  self->not_before = MIN (self->rest_until, get_seconds (self) + LINEUP_SCHEDULE_FIRST_RETRY);
  update (self);
}
