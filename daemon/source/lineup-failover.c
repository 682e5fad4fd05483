/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-failover.h"

#include "lineup-error.h"

struct _LineupFailover
{
  GObject parent_instance;

  LineupClock *clock;       /* (owned) */
  LineupCircuits *circuits; /* (owned) */
  GStrv hosts;              /* (owned) */
  GStrv origins;            /* (owned): as many */
  guint n_addresses;
  guint chosen; /* the first, or the one that has worked instead */
  gint64 until; /* Unix seconds, for the latter */
  guint32 gone; /* one bit for each that could not be reached since one could */
  guint trial;  /* to be asked now, while there is such a bit */
  guint told;   /* which was in use when others were told */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupFailover, lineup_failover, G_TYPE_OBJECT)

static void
lineup_failover_finalize (GObject *object)
{
  LineupFailover *self = LINEUP_FAILOVER (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->circuits);
  g_clear_pointer (&self->hosts, g_strfreev);
  g_clear_pointer (&self->origins, g_strfreev);

  G_OBJECT_CLASS (lineup_failover_parent_class)->finalize (object);
}

static void
lineup_failover_class_init (LineupFailoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_failover_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lineup_failover_init (LineupFailover *self)
{
  self->hosts = g_new0 (char *, 1);
  self->origins = g_new0 (char *, 1);
}

/* Whoever shows which is in use has to be told, however it came about. */
static void
tell (LineupFailover *self, gboolean anyway)
{
  const guint current = self->n_addresses > 0 ? lineup_failover_get_current (self) : 0;

  if (current == self->told && !anyway)
    return;
  self->told = current;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_circuit_changed (LineupFailover *self, const char *host)
{
  if (g_strv_contains ((const char *const *)self->hosts, host))
    tell (self, FALSE);
}

LineupFailover *
lineup_failover_new (LineupHosts *hosts)
{
  LineupFailover *self = g_object_new (LINEUP_TYPE_FAILOVER, NULL);

  self->clock = g_object_ref (lineup_hosts_get_clock (hosts));
  self->circuits = g_object_ref (lineup_hosts_get_circuits (hosts));
  g_signal_connect_object (
      self->circuits, "changed", G_CALLBACK (on_circuit_changed), self, G_CONNECT_SWAPPED);
  return self;
}

/* Returns the number of addresses for none. */
static guint
find (LineupFailover *self, const char *origin)
{
  guint address = 0;

  while (address < self->n_addresses && g_strcmp0 (self->origins[address], origin) != 0)
    address++;
  return address;
}

void
lineup_failover_set_addresses (LineupFailover *self,
                               const char *const *hosts,
                               const char *const *origins)
{
  g_autofree char *used = NULL;

  g_return_if_fail (LINEUP_IS_FAILOVER (self));
  g_return_if_fail (*hosts != NULL && g_strv_length ((GStrv)hosts) <= 32);

  used = g_strdup (self->origins[self->chosen]);
  g_strfreev (self->hosts);
  g_strfreev (self->origins);
  self->hosts = g_strdupv ((GStrv)hosts);
  self->origins = g_strdupv ((GStrv)origins);
  self->n_addresses = g_strv_length (self->hosts);
  self->gone = 0;
  lineup_failover_restore (self, used, self->until);
}

void
lineup_failover_restore (LineupFailover *self, const char *origin, gint64 until)
{
  g_return_if_fail (LINEUP_IS_FAILOVER (self));

  self->chosen = find (self, origin);
  self->until = until;
  if (self->chosen == self->n_addresses)
    self->chosen = 0;
  tell (self, TRUE);
}

guint
lineup_failover_get_n_addresses (LineupFailover *self)
{
  g_return_val_if_fail (LINEUP_IS_FAILOVER (self), 0);

  return self->n_addresses;
}

/* Not one that somebody is finding out about. */
static gboolean
is_left_alone (LineupFailover *self, guint address)
{
  const gint64 due = lineup_circuits_get_due (self->circuits, self->hosts[address]);

  return due > lineup_clock_get_seconds (self->clock) && due != G_MAXINT64;
}

/* The clock may have been set since. */
static gboolean
is_remembered (LineupFailover *self)
{
  const gint64 left = self->until - lineup_clock_get_seconds (self->clock);

  return self->chosen > 0 && left > 0 && left <= LINEUP_FAILOVER_MEMORY;
}

static guint
get_first (LineupFailover *self)
{
  return is_remembered (self) ? self->chosen : 0;
}

guint
lineup_failover_get_current (LineupFailover *self)
{
  guint first = 0;

  g_return_val_if_fail (LINEUP_IS_FAILOVER (self) && self->n_addresses > 0, 0);

  if (self->gone != 0)
    return self->trial;
  first = get_first (self);
  for (guint i = 0; i < self->n_addresses; i++)
    {
      const guint address = (first + i) % self->n_addresses;

      if (!is_left_alone (self, address))
        return address;
    }
  return first;
}

const char *
lineup_failover_get_host (LineupFailover *self)
{
  return self->hosts[lineup_failover_get_current (self)];
}

const char *const *
lineup_failover_get_origins (LineupFailover *self)
{
  g_return_val_if_fail (LINEUP_IS_FAILOVER (self), NULL);

  return (const char *const *)self->origins;
}

const char *
lineup_failover_get_memory (LineupFailover *self, gint64 *until)
{
  g_return_val_if_fail (LINEUP_IS_FAILOVER (self), NULL);

  *until = self->until;
  return is_remembered (self) ? self->origins[self->chosen] : NULL;
}

void
lineup_failover_choose (LineupFailover *self, guint address)
{
  g_return_if_fail (LINEUP_IS_FAILOVER (self) && address < self->n_addresses);

  self->gone = 0;
  self->chosen = address;
  self->until = lineup_clock_get_seconds (self->clock) + LINEUP_FAILOVER_MEMORY;
  tell (self, TRUE);
}

void
lineup_failover_succeed (LineupFailover *self, guint address)
{
  const gboolean was_tried = self->gone != 0 && address == self->trial;
  const guint first = get_first (self);

  g_return_if_fail (LINEUP_IS_FAILOVER (self) && address < self->n_addresses);

  /* What was asked before another was tried says nothing of that one. */
  if (self->gone != 0 && !was_tried)
    return;
  self->gone = 0;
  /* A day is a day: an address that goes on to work is not asked first for ever. */
  if (was_tried && address != first)
    lineup_failover_choose (self, address);
  else
    tell (self, was_tried);
}

gboolean
lineup_failover_is_out_of_reach (const GError *error)
{
  return (g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_OFFLINE)
          || g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT))
         && lineup_error_get_http_status (error) == 0;
}

gboolean
lineup_failover_fail (LineupFailover *self, guint address, const GError *error)
{
  guint next = 0;

  g_return_val_if_fail (LINEUP_IS_FAILOVER (self) && address < self->n_addresses, FALSE);

  if (self->n_addresses == 1 || !lineup_failover_is_out_of_reach (error))
    return FALSE;
  /* Somebody else has found out, too. */
  if (address != lineup_failover_get_current (self))
    return TRUE;
  self->gone |= 1U << address;
  for (next = 1; next < self->n_addresses; next++)
    {
      self->trial = (address + next) % self->n_addresses;
      if ((self->gone & 1U << self->trial) == 0)
        break;
    }
  if (next == self->n_addresses)
    self->gone = 0;
  tell (self, FALSE);
  return self->gone != 0;
}
