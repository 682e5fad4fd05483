/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-leases.h"

#include <string.h>

typedef struct
{
  guint cookie;
  char *owner; /* (owned) */
} Lease;

struct _LineupLeases
{
  GObject parent_instance;

  GArray *leases; /* (owned) (element-type Lease) */
  guint last_cookie;
};

enum
{
  PROP_INHIBITED = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LineupLeases, lineup_leases, G_TYPE_OBJECT)

static void
lineup_leases_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, LINEUP_LEASES (object)->leases->len > 0);
}

static void
lineup_leases_finalize (GObject *object)
{
  g_clear_pointer (&LINEUP_LEASES (object)->leases, g_array_unref);

  G_OBJECT_CLASS (lineup_leases_parent_class)->finalize (object);
}

static void
lineup_leases_class_init (LineupLeasesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_leases_get_property;
  object_class->finalize = lineup_leases_finalize;

  properties[PROP_INHIBITED] = g_param_spec_boolean ("inhibited",
                                                     NULL,
                                                     NULL,
                                                     FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                         | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
lease_clear (gpointer lease)
{
  g_free (((Lease *)lease)->owner);
}

static void
lineup_leases_init (LineupLeases *self)
{
  self->leases = g_array_new (FALSE, FALSE, sizeof (Lease));
  g_array_set_clear_func (self->leases, lease_clear);
}

LineupLeases *
lineup_leases_new (void)
{
  return g_object_new (LINEUP_TYPE_LEASES, NULL);
}

/* After a change from a number of leases. */
static void
notify (LineupLeases *self, guint n_before)
{
  if ((n_before > 0) != (self->leases->len > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INHIBITED]);
}

static gboolean
is_text (const char *text)
{
  const gsize length = strlen (text);

  return length >= 1 && length <= LINEUP_LEASES_MAX_TEXT;
}

guint
lineup_leases_take (
    LineupLeases *self, const char *owner, const char *who, const char *why, GError **error)
{
  Lease lease = { 0 };

  g_return_val_if_fail (LINEUP_IS_LEASES (self), 0);

  if (!is_text (who) || !is_text (why))
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   "Who and why are texts of 1 to %d bytes",
                   LINEUP_LEASES_MAX_TEXT);
      return 0;
    }
  if (lineup_leases_count (self, owner) >= LINEUP_LEASES_MAX)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   "More than %d leases are too many",
                   LINEUP_LEASES_MAX);
      return 0;
    }
  lease.cookie = ++self->last_cookie;
  lease.owner = g_strdup (owner);
  g_array_append_val (self->leases, lease);
  notify (self, self->leases->len - 1);
  return lease.cookie;
}

gboolean
lineup_leases_release (LineupLeases *self, const char *owner, guint cookie, GError **error)
{
  const guint n_before = self->leases->len;

  g_return_val_if_fail (LINEUP_IS_LEASES (self), FALSE);

  for (guint i = 0; i < n_before; i++)
    {
      const Lease *lease = &g_array_index (self->leases, Lease, i);

      if (lease->cookie != cookie || !g_str_equal (lease->owner, owner))
        continue;
      g_array_remove_index (self->leases, i);
      notify (self, n_before);
      return TRUE;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "You hold no lease %u", cookie);
  return FALSE;
}

void
lineup_leases_drop_owner (LineupLeases *self, const char *owner)
{
  const guint n_before = self->leases->len;

  g_return_if_fail (LINEUP_IS_LEASES (self));

  for (guint i = n_before; i > 0; i--)
    {
      if (g_str_equal (g_array_index (self->leases, Lease, i - 1).owner, owner))
        g_array_remove_index (self->leases, i - 1);
    }
  notify (self, n_before);
}

guint
lineup_leases_count (LineupLeases *self, const char *owner)
{
  guint n_leases = 0;

  g_return_val_if_fail (LINEUP_IS_LEASES (self), 0);

  for (guint i = 0; i < self->leases->len; i++)
    n_leases += owner == NULL || g_str_equal (g_array_index (self->leases, Lease, i).owner, owner);
  return n_leases;
}
