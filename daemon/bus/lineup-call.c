/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-call.h"

#include "lineup-arguments.h"
#include "lineup-call-private.h"
#include "lineup-error.h"

#define CALL "lineup-call"

/* Bytes that a call takes beside its arguments, roughly. */
#define OVERHEAD 4096

/* Bytes of a reply that takes longer to send than others are to wait for: milliseconds. */
#define LARGE (64 * 1024)

struct _LineupCall
{
  LineupCaller *caller;              /* (owned) */
  GDBusMethodInvocation *invocation; /* (unowned): has this */
  GCancellable *cancellable;         /* (owned) */
  char *word;                        /* (owned) (nullable) */
  GVariant *cancelled_reply;         /* (owned) (nullable) */
  LineupLane lane;                   /* where it waits, or has come to its turn last */
  guint lanes;                       /* bits of those where it is at work */
  LineupCallFunc func;               /* (nullable): while it waits */
  gpointer user_data;                /* (owned) (nullable): for @func */
  GDestroyNotify user_data_free;
  gint64 queued;   /* monotonic microseconds */
  gsize size;      /* bytes that it takes */
  gsize n_bytes;   /* of its reply, where that may be much */
  GVariant *reply; /* (owned) (nullable): while it waits to be sent */
};

/* The invocation was replied to, by whomever, and is gone. */
static void
end (gpointer user_data)
{
  LineupCall *self = user_data;

  lineup_caller_end (self->caller, self, self->lanes, self->n_bytes);
  lineup_caller_unref (self->caller);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->cancelled_reply, g_variant_unref);
  g_clear_pointer (&self->reply, g_variant_unref);
  g_free (self->word);
  g_free (self);
}

LineupCall *
lineup_call_new (LineupCaller *caller, GDBusMethodInvocation *invocation)
{
  LineupCall *self = g_new0 (LineupCall, 1);

  self->caller = lineup_caller_ref (caller);
  self->invocation = invocation;
  self->cancellable = g_cancellable_new ();
  self->size = OVERHEAD + g_variant_get_size (g_dbus_method_invocation_get_parameters (invocation));
  lineup_caller_add (caller, self);
  g_object_set_data_full (G_OBJECT (invocation), CALL, self, end);
  return self;
}

LineupCall *
lineup_call_get (GDBusMethodInvocation *invocation)
{
  return g_object_get_data (G_OBJECT (invocation), CALL);
}

GDBusMethodInvocation *
lineup_call_get_invocation (LineupCall *self)
{
  return self->invocation;
}

void
lineup_call_queue (LineupCall *self,
                   LineupLane lane,
                   LineupCallFunc func,
                   gpointer user_data,
                   GDestroyNotify user_data_free)
{
  self->lane = lane;
  self->func = func;
  self->user_data = user_data;
  self->user_data_free = user_data_free;
  self->queued = lineup_clock_get_monotonic_time (lineup_caller_get_clock (self->caller));
  lineup_caller_wait (self->caller, self, lane);
}

void
lineup_call_begin (LineupCall *self)
{
  self->lanes |= 1U << self->lane;
  self->func (self, g_steal_pointer (&self->user_data));
}

void
lineup_call_refuse (LineupCall *self, GError *error)
{
  if (self->user_data_free != NULL)
    self->user_data_free (g_steal_pointer (&self->user_data));
  lineup_call_return_error (self, error);
}

void
lineup_call_replace (LineupCall *self, const char *word)
{
  LineupCall *older = lineup_caller_find (self->caller, word);

  self->word = g_strdup (word);
  if (older != NULL)
    lineup_call_cancel (older);
}

void
lineup_call_set_cancelled_reply (LineupCall *self, GVariant *reply)
{
  self->cancelled_reply = g_variant_ref_sink (reply);
}

static GError *
make_cancelled (LineupCall *self)
{
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled (self->cancellable, &error);
  return error;
}

void
lineup_call_cancel (LineupCall *self)
{
  LineupCall *waiting = lineup_caller_withdraw (self->caller, self);

  /* Nobody else finds it any more. */
  g_clear_pointer (&self->word, g_free);
  g_cancellable_cancel (self->cancellable);
  if (waiting != NULL)
    lineup_call_refuse (waiting, make_cancelled (waiting));
}

GCancellable *
lineup_call_get_cancellable (LineupCall *self)
{
  return self->cancellable;
}

GDBusConnection *
lineup_call_get_connection (LineupCall *self)
{
  return g_dbus_method_invocation_get_connection (self->invocation);
}

const char *
lineup_call_get_sender (LineupCall *self)
{
  return lineup_caller_get_name (self->caller);
}

const char *
lineup_call_get_word (LineupCall *self)
{
  return self->word;
}

gsize
lineup_call_get_size (LineupCall *self)
{
  return self->size;
}

gint64
lineup_call_get_age (LineupCall *self)
{
  return lineup_clock_get_monotonic_time (lineup_caller_get_clock (self->caller)) - self->queued;
}

/* Returns whether the reply can be sent; if not, the call has ended otherwise. */
static gboolean
check (LineupCall *self, gsize n_bytes)
{
  GError *error = make_cancelled (self);

  if (error == NULL && n_bytes > LINEUP_CALL_MAX_REPLY)
    g_set_error_literal (&error,
                         G_DBUS_ERROR,
                         G_DBUS_ERROR_LIMITS_EXCEEDED,
                         "The reply is larger than a bus carries");
  if (error == NULL)
    return TRUE;
  lineup_call_return_error (self, error);
  return FALSE;
}

static void
send_value (LineupCall *self, GVariant *reply, gsize n_bytes)
{
  if (!check (self, n_bytes))
    return;
  self->n_bytes = n_bytes;
  g_dbus_method_invocation_return_value (self->invocation, reply);
}

static gboolean
on_idle (gpointer user_data)
{
  LineupCall *self = user_data;
  g_autoptr (GVariant) reply = g_steal_pointer (&self->reply);

  send_value (self, reply, g_variant_get_size (reply));
  return G_SOURCE_REMOVE;
}

/* Large replies are sent one by one, when there is nothing short to do. */
void
lineup_call_return_value (LineupCall *self, GVariant *reply)
{
  g_autoptr (GVariant) owned_reply = reply != NULL ? g_variant_ref_sink (reply) : NULL;
  const gsize n_bytes = reply != NULL ? g_variant_get_size (reply) : 0;

  if (n_bytes < LARGE)
    {
      send_value (self, reply, n_bytes);
      return;
    }
  self->reply = g_steal_pointer (&owned_reply);
  g_idle_add (on_idle, self);
}

void
lineup_call_return_files (LineupCall *self, GVariant *reply, GUnixFDList *files)
{
  g_autoptr (GVariant) owned_reply = g_variant_ref_sink (reply);

  if (!check (self, 0))
    return;
  self->n_bytes = (gsize)g_unix_fd_list_get_length (files) * LINEUP_CALLER_FILE;
  g_dbus_method_invocation_return_value_with_unix_fd_list (self->invocation, reply, files);
}

void
lineup_call_return_error (LineupCall *self, GError *error)
{
  g_autoptr (GError) owned_error = error;

  if (self->cancelled_reply != NULL && lineup_error_is_cancelled (error))
    g_dbus_method_invocation_return_value (self->invocation, self->cancelled_reply);
  else
    lineup_arguments_return_error (self->invocation, g_steal_pointer (&owned_error));
}
