/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-circuits.h"

/* Times that the first pause is doubled, until it is beyond the longest. */
#define MAX_DOUBLINGS 4

typedef struct
{
  guint failures; /* in a row */
  gint64 since;   /* when the last of them began, Unix seconds */
  gboolean probed;
} Circuit;

struct _LineupCircuits
{
  GObject parent_instance;

  GHashTable *circuits; /* (owned) (element-type utf8 Circuit): by host */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupCircuits, lineup_circuits, G_TYPE_OBJECT)

static void
lineup_circuits_finalize (GObject *object)
{
  g_clear_pointer (&LINEUP_CIRCUITS (object)->circuits, g_hash_table_unref);

  G_OBJECT_CLASS (lineup_circuits_parent_class)->finalize (object);
}

static void
lineup_circuits_class_init (LineupCircuitsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_circuits_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);
}

static void
lineup_circuits_init (LineupCircuits *self)
{
  self->circuits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

LineupCircuits *
lineup_circuits_new (void)
{
  return g_object_new (LINEUP_TYPE_CIRCUITS, NULL);
}

static Circuit *
get_circuit (LineupCircuits *self, const char *host)
{
  Circuit *circuit = g_hash_table_lookup (self->circuits, host);

  if (circuit == NULL)
    {
      circuit = g_new0 (Circuit, 1);
      g_hash_table_insert (self->circuits, g_strdup (host), circuit);
    }
  return circuit;
}

static void
emit_changed (LineupCircuits *self, const char *host)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, host);
}

void
lineup_circuits_restore (LineupCircuits *self,
                         const char *host,
                         guint failures,
                         gint64 last_attempt)
{
  Circuit *circuit = NULL;

  g_return_if_fail (LINEUP_IS_CIRCUITS (self));

  circuit = get_circuit (self, host);
  if (last_attempt < circuit->since)
    return;
  circuit->since = last_attempt;
  circuit->failures = failures;
}

static gint64
get_pause (const Circuit *circuit)
{
  const guint doublings = circuit->failures - LINEUP_CIRCUITS_MAX_FAILURES;
  const gint64 pause = (gint64)LINEUP_CIRCUITS_FIRST_PAUSE << MIN (doublings, MAX_DOUBLINGS);

  return MIN (pause, LINEUP_CIRCUITS_MAX_PAUSE);
}

void
lineup_circuits_check_time (LineupCircuits *self, gint64 now)
{
  GHashTableIter iter;
  gpointer value = NULL;

  g_return_if_fail (LINEUP_IS_CIRCUITS (self));

  g_hash_table_iter_init (&iter, self->circuits);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Circuit *circuit = value;

      circuit->since = MIN (circuit->since, now);
    }
}

gint64
lineup_circuits_get_due (LineupCircuits *self, const char *host)
{
  const Circuit *circuit = NULL;

  g_return_val_if_fail (LINEUP_IS_CIRCUITS (self), 0);

  circuit = g_hash_table_lookup (self->circuits, host);
  if (circuit == NULL || circuit->failures < LINEUP_CIRCUITS_MAX_FAILURES)
    return 0;
  if (circuit->probed)
    return G_MAXINT64;
  return circuit->since + get_pause (circuit);
}

void
lineup_circuits_begin_probe (LineupCircuits *self, const char *host)
{
  g_return_if_fail (LINEUP_IS_CIRCUITS (self));

  get_circuit (self, host)->probed = TRUE;
  emit_changed (self, host);
}

void
lineup_circuits_end_probe (LineupCircuits *self, const char *host)
{
  g_return_if_fail (LINEUP_IS_CIRCUITS (self));

  get_circuit (self, host)->probed = FALSE;
  emit_changed (self, host);
}

void
lineup_circuits_end_sync (LineupCircuits *self,
                          const char *host,
                          LineupHostVerdict verdict,
                          gint64 began)
{
  Circuit *circuit = NULL;

  g_return_if_fail (LINEUP_IS_CIRCUITS (self));

  circuit = get_circuit (self, host);
  circuit->probed = FALSE;
  if (verdict == LINEUP_HOST_VERDICT_FAILS)
    circuit->failures++;
  else if (verdict == LINEUP_HOST_VERDICT_WORKS)
    circuit->failures = 0;
  if (verdict != LINEUP_HOST_VERDICT_NONE)
    circuit->since = began;
  emit_changed (self, host);
}
