/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-keyring-places.h"

#include "lineup-log.h"

struct _LineupKeyringPlaces
{
  GObject parent_instance;

  LineupKeyring *keyring; /* (owned) */
  char *directory;        /* (owned) */
  GHashTable *places;     /* (owned) (element-type utf8 LineupSecretPlace): as far as is known */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupKeyringPlaces, lineup_keyring_places, G_TYPE_OBJECT)

static void
lineup_keyring_places_finalize (GObject *object)
{
  LineupKeyringPlaces *self = LINEUP_KEYRING_PLACES (object);

  g_clear_object (&self->keyring);
  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->places, g_hash_table_unref);

  G_OBJECT_CLASS (lineup_keyring_places_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (
      name, LINEUP_TYPE_KEYRING_PLACES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lineup_keyring_places_class_init (LineupKeyringPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_keyring_places_finalize;

  signals[SIGNAL_CHANGED] = add_signal ("changed");
  signals[SIGNAL_OPENED] = add_signal ("opened");
}

static void
lineup_keyring_places_init (LineupKeyringPlaces *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

gboolean
lineup_keyring_places_is_shut (LineupKeyringPlaces *self)
{
  LineupKeyringState state = LINEUP_KEYRING_STATE_UNKNOWN;

  g_return_val_if_fail (LINEUP_IS_KEYRING_PLACES (self), FALSE);

  state = lineup_keyring_get_state (self->keyring);
  return state == LINEUP_KEYRING_STATE_LOCKED
         || (state == LINEUP_KEYRING_STATE_ABSENT
             && lineup_secret_places_has_keyring (self->places));
}

gboolean
lineup_keyring_places_is_locked (LineupKeyringPlaces *self, const char *name)
{
  LineupSecretPlace place = LINEUP_SECRET_PLACE_NONE;

  g_return_val_if_fail (LINEUP_IS_KEYRING_PLACES (self), FALSE);

  place = lineup_secret_places_get (self->places, name);
  /* Before they are listed, a keyring that is locked may have them all. */
  if (lineup_keyring_get_state (self->keyring) == LINEUP_KEYRING_STATE_LOCKED)
    return place != LINEUP_SECRET_PLACE_FILE;
  return lineup_keyring_places_is_shut (self) && place == LINEUP_SECRET_PLACE_KEYRING;
}

void
lineup_keyring_places_note (LineupKeyringPlaces *self, const char *name, LineupSecretPlace place)
{
  g_return_if_fail (LINEUP_IS_KEYRING_PLACES (self));

  if (lineup_secret_places_get (self->places, name) == place)
    return;
  lineup_secret_places_set (self->places, name, place);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

GList *
lineup_keyring_places_get_names (LineupKeyringPlaces *self)
{
  g_return_val_if_fail (LINEUP_IS_KEYRING_PLACES (self), NULL);

  return g_hash_table_get_keys (self->places);
}

/* Listing. */

static void
take_list (LineupKeyringPlaces *self, GAsyncResult *result)
{
  g_hash_table_unref (self->places);
  self->places = lineup_secret_places_list_finish (result);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupKeyringPlaces) self = user_data;
  const LineupLogContext context = { 0 };
  const LineupKeyringState state = lineup_keyring_get_state (self->keyring);

  take_list (self, result);
  if (state == LINEUP_KEYRING_STATE_OPEN)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
  else if (state == LINEUP_KEYRING_STATE_ABSENT && lineup_keyring_places_is_shut (self))
    lineup_log (
        G_LOG_LEVEL_MESSAGE, &context, NULL, "the keyring that has credentials is not there");
  else if (state == LINEUP_KEYRING_STATE_ABSENT)
    lineup_log (G_LOG_LEVEL_MESSAGE,
                &context,
                NULL,
                "there is no keyring: credentials are kept in files that only you can read");
}

static void
on_state_changed (LineupKeyringPlaces *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  /* Nobody asks for this: the places want to be known for as long as they are there. */
  lineup_secret_places_list_async (self->directory, NULL, on_listed, g_object_ref (self));
}

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* What there is to know of it, its state tells. */
  lineup_keyring_prepare_finish (LINEUP_KEYRING (source), result, NULL);
}

/* A keyring is not started in vain. */
static void
on_listed_at_start (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupKeyringPlaces) self = user_data;

  take_list (self, result);
  if (g_hash_table_size (self->places) > 0)
    /* Nobody asks for this: the places want to be known for as long as they are there. */
    lineup_keyring_prepare_async (self->keyring, NULL, on_prepared, NULL);
}

LineupKeyringPlaces *
lineup_keyring_places_new (LineupKeyring *keyring, const char *directory)
{
  LineupKeyringPlaces *self = g_object_new (LINEUP_TYPE_KEYRING_PLACES, NULL);

  self->keyring = g_object_ref (keyring);
  self->directory = g_strdup (directory);
  g_signal_connect_object (
      keyring, "notify::state", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  /* Nobody asks for this: the places want to be known for as long as they are there. */
  lineup_secret_places_list_async (directory, NULL, on_listed_at_start, g_object_ref (self));
  return self;
}
