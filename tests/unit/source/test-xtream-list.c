/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xtream-list.h"

#include "lineup-await.h"
#include "lineup-download.h"
#include "lineup-error.h"
#include "lineup-fake-panel.h"
#include "lineup-http.h"
#include "lineup-soup-transport.h"
#include "lineup-test-clock.h"

#include <string.h>

#define ACTION "get_vod_streams"
#define QUERY  "/player_api.php?username=user&password=secret&action=" ACTION
#define LIST   "[{\"stream_id\":1,\"name\":\"One\"},{\"stream_id\":2,\"name\":\"Two\"}]"

typedef struct
{
  LineupTestClock *clock;   /* (owned) */
  LineupHosts *hosts;       /* (owned) */
  LineupFakePanel *panel;   /* (owned) */
  LineupRequestLog *log;    /* (unowned) */
  LineupHttp *http;         /* (owned) */
  LineupSourceList *stream; /* (owned) (nullable) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupTransport) transport = NULL;

  fixture->clock = lineup_test_clock_new (0);
  fixture->panel = lineup_fake_panel_new ();
  fixture->log = lineup_fake_panel_get_log (fixture->panel);
  lineup_fake_panel_set_text (fixture->panel, ACTION, LIST);
  g_assert_true (lineup_fake_panel_listen (fixture->panel, 0, NULL));
  fixture->hosts = lineup_hosts_new (LINEUP_CLOCK (fixture->clock));
  transport = lineup_soup_transport_new (
      NULL, NULL, lineup_hosts_get_kept_connections (fixture->hosts));
  fixture->http = lineup_http_new (transport, fixture->hosts);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->stream != NULL)
    {
      lineup_source_list_close (fixture->stream);
      lineup_await_finalize (fixture->stream);
    }
  lineup_await_finalize (fixture->http);
  lineup_await_nothing ();
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  lineup_fake_panel_release (fixture->panel);
  g_object_unref (fixture->panel);
  g_assert_finalize_object (fixture->hosts);
  g_object_unref (fixture->clock);
}

static void
open_list (Fixture *fixture)
{
  g_autofree char *base = lineup_fake_panel_get_url (fixture->panel);
  g_autofree char *url = g_strconcat (base, QUERY, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LineupBody) body = NULL;
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;

  lineup_http_open_async (fixture->http, url, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  body = lineup_http_open_finish (fixture->http, result, &error);
  g_assert_no_error (error);
  fixture->stream = lineup_xtream_list_new (body, LINEUP_LIST_MOVIES);
}

static void
open_with_fault (Fixture *fixture, const char *fault)
{
  lineup_fake_panel_add_fault (fixture->panel, fault);
  open_list (fixture);
}

/* What a worker, in a thread of its own, gets out of a stream. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean ready;           /* guarded by the mutex */
  LineupItemSource *source; /* (owned) */
  GThread *thread;          /* (owned) */
  GString *names;           /* (owned): each followed by a blank */
  guint64 n_items;          /* atomic */
  GError *error;            /* (owned) (nullable) */
  gboolean ended;           /* atomic */
} Worker;

static void
set_ready (gpointer data)
{
  Worker *worker = data;

  g_mutex_lock (&worker->mutex);
  worker->ready = TRUE;
  g_cond_signal (&worker->cond);
  g_mutex_unlock (&worker->mutex);
}

static void
await_ready (Worker *worker)
{
  lineup_item_source_wait (worker->source, set_ready, worker);
  g_mutex_lock (&worker->mutex);
  while (!worker->ready)
    g_cond_wait (&worker->cond, &worker->mutex);
  worker->ready = FALSE;
  g_mutex_unlock (&worker->mutex);
}

static gboolean
pull (Worker *worker, LineupElement *element)
{
  LineupItemSourceState state = LINEUP_ITEM_SOURCE_WAIT;

  while ((state = lineup_item_source_next (worker->source, element, &worker->error))
         == LINEUP_ITEM_SOURCE_WAIT)
    await_ready (worker);
  return state == LINEUP_ITEM_SOURCE_ELEMENT;
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  LineupElement element = { 0 };
  LineupItem item = LINEUP_ITEM_INIT;

  while (pull (worker, &element))
    {
      g_assert_cmpuint (element.fingerprint, !=, 0);
      if (lineup_item_source_decode_item (worker->source, &element, &item)
          && worker->names->len < 1000)
        g_string_append_printf (worker->names, "%s ", item.name);
      __atomic_fetch_add (&worker->n_items, 1, __ATOMIC_RELAXED);
    }
  g_atomic_int_set (&worker->ended, TRUE);
  return NULL;
}

static Worker *
start_worker (Fixture *fixture)
{
  Worker *worker = g_new0 (Worker, 1);

  worker->source = LINEUP_ITEM_SOURCE (g_object_ref (fixture->stream));
  g_mutex_init (&worker->mutex);
  g_cond_init (&worker->cond);
  worker->names = g_string_new (NULL);
  worker->thread = g_thread_new ("worker", work, worker);
  return worker;
}

static gboolean
has_ended (gpointer user_data)
{
  Worker *worker = user_data;

  return g_atomic_int_get (&worker->ended);
}

static void
join_worker (Worker *worker)
{
  lineup_await_until (has_ended, worker);
  g_thread_join (g_steal_pointer (&worker->thread));
}

static void
worker_free (Worker *worker)
{
  g_assert_null (worker->thread);
  g_object_unref (worker->source);
  g_cond_clear (&worker->cond);
  g_mutex_clear (&worker->mutex);
  g_string_free (worker->names, TRUE);
  g_clear_error (&worker->error);
  g_free (worker);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Worker, worker_free)

static gboolean
has_two_items (gpointer user_data)
{
  Worker *worker = user_data;

  return __atomic_load_n (&worker->n_items, __ATOMIC_RELAXED) == 2;
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Worker) worker = NULL;

  open_list (fixture);
  worker = start_worker (fixture);
  join_worker (worker);
  g_assert_no_error (worker->error);
  g_assert_cmpstr (worker->names->str, ==, "One Two ");
  g_assert_cmpuint (lineup_source_list_get_figures (fixture->stream).items, ==, 2);
  g_assert_cmpuint (lineup_source_list_get_figures (fixture->stream).bytes, ==, strlen (LIST));
  g_assert_cmpint (lineup_source_list_get_figures (fixture->stream).length, ==, strlen (LIST));
  g_assert_cmpuint (lineup_source_list_get_figures (fixture->stream).http_status, ==, 200);
  g_assert_cmpuint (lineup_item_source_get_rejected (worker->source), ==, 0);
}

static void
test_rejected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Worker) worker = NULL;

  lineup_fake_panel_set_text (
      fixture->panel, ACTION, "[7,{\"stream_id\":1,\"name\":\"One\"},{\"name\":\"None\"},null]");
  open_list (fixture);
  worker = start_worker (fixture);
  join_worker (worker);
  g_assert_no_error (worker->error);
  g_assert_cmpstr (worker->names->str, ==, "One ");
  g_assert_cmpuint (lineup_item_source_get_rejected (worker->source), ==, 3);
}

static void
test_no_list (Fixture *fixture, gconstpointer data)
{
  const char *const bodies[]
      = { "", "<html></html>", "{\"user_info\":{\"auth\":0}}", "{\"error\":\"No\"}", LIST "]" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (Worker) worker = NULL;

      g_test_message ("%s", bodies[i]);
      lineup_fake_panel_set_text (fixture->panel, ACTION, bodies[i]);
      g_clear_object (&fixture->stream);
      open_list (fixture);
      worker = start_worker (fixture);
      join_worker (worker);
      g_assert_error (worker->error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
      lineup_source_list_close (fixture->stream);
      lineup_await_nothing ();
    }
}

/* However a list that is not whole ends: nothing but its own end proves that it is. */
static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  const char *const faults[] = {
    ACTION "=cut:40",
    ACTION "=length:none;cut:40",
    ACTION "=length:chunked;cut:40",
    ACTION "=length:40",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (Worker) worker = NULL;

      g_test_message ("%s", faults[i]);
      g_clear_object (&fixture->stream);
      open_with_fault (fixture, faults[i]);
      worker = start_worker (fixture);
      join_worker (worker);
      g_assert_error (worker->error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
      g_assert_true (lineup_error_is_transient (worker->error));
      /* What came before was given out. */
      g_assert_cmpstr (worker->names->str, ==, "One ");
      lineup_source_list_close (fixture->stream);
      lineup_await_nothing ();
      lineup_fake_panel_clear_faults (fixture->panel);
    }
}

/* The list is whole, and then something else goes wrong. */
static void
test_error_after_the_end (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reset = g_strdup_printf (ACTION "=length:1000;stall:%" G_GSIZE_FORMAT
                                                   ":forever;reset:%" G_GSIZE_FORMAT,
                                            strlen (LIST),
                                            strlen (LIST));
  const char *const faults[] = { ACTION "=length:1000", reset };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (Worker) worker = NULL;

      g_test_message ("%s", faults[i]);
      g_clear_object (&fixture->stream);
      open_with_fault (fixture, faults[i]);
      worker = start_worker (fixture);
      lineup_await_until (has_two_items, worker);
      if (i == 1)
        lineup_request_log_wait_held (fixture->log, ACTION, 1);
      lineup_fake_panel_release (fixture->panel);
      join_worker (worker);
      g_assert_no_error (worker->error);
      g_assert_cmpstr (worker->names->str, ==, "One Two ");
      lineup_source_list_close (fixture->stream);
      lineup_await_nothing ();
      lineup_fake_panel_clear_faults (fixture->panel);
    }
}

/* The worker waits for the last bracket, which does not come. */
static Worker *
start_held_worker (Fixture *fixture)
{
  g_autofree char *fault = g_strdup_printf (ACTION "=stall:%" G_GSIZE_FORMAT ":forever",
                                            strlen (LIST) - 1);
  Worker *worker = NULL;

  open_with_fault (fixture, fault);
  worker = start_worker (fixture);
  lineup_await_until (has_two_items, worker);
  return worker;
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Worker) worker = start_held_worker (fixture);

  lineup_source_list_close (fixture->stream);
  join_worker (worker);
  g_assert_error (worker->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lineup_await_nothing ();
  lineup_request_log_wait_gone (fixture->log, ACTION, 1);
}

static void
test_standstill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Worker) worker = start_held_worker (fixture);

  lineup_await_nothing ();
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, LINEUP_BODY_IDLE_LIMIT);
  lineup_test_clock_advance (fixture->clock, LINEUP_BODY_IDLE_LIMIT);
  join_worker (worker);
  g_assert_error (worker->error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT);
  g_assert_true (lineup_error_is_transient (worker->error));
}

#define N_MOVIES 22000

static void
set_long_list (Fixture *fixture)
{
  g_autoptr (LineupFakeCatalogue) catalogue = lineup_fake_catalogue_new (1, 0, N_MOVIES, 0);

  lineup_fake_panel_set_body (fixture->panel, ACTION, NULL);
  lineup_fake_panel_set_catalogue (fixture->panel, catalogue);
}

static gboolean
is_full (gpointer user_data)
{
  return lineup_source_list_get_figures (user_data).bytes >= LINEUP_DOWNLOAD_QUEUE;
}

static gboolean
count_down (gpointer user_data)
{
  guint *rounds = user_data;

  return (*rounds)-- == 0;
}

/* Twenty megabytes are more than all buffers between the two hold. */
static void
test_back_pressure (Fixture *fixture, gconstpointer data)
{
  const guint64 bound = LINEUP_DOWNLOAD_QUEUE + 256 * 1024;
  guint rounds = 20;
  g_autoptr (Worker) worker = NULL;

  set_long_list (fixture);
  open_list (fixture);
  lineup_await_until (is_full, fixture->stream);
  /* Time does not matter: with nobody to read, no more is taken. */
  lineup_await_until (count_down, &rounds);
  g_assert_cmpuint (lineup_source_list_get_figures (fixture->stream).bytes, <=, bound);
  g_assert_cmpuint (lineup_request_log_get_in_flight (fixture->log), ==, 1);
  /* And nobody is blamed for the pause. */
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);

  worker = start_worker (fixture);
  join_worker (worker);
  g_assert_no_error (worker->error);
  g_assert_cmpuint (worker->n_items, ==, N_MOVIES);
}

static void
test_close_full (Fixture *fixture, gconstpointer data)
{
  set_long_list (fixture);
  open_list (fixture);
  lineup_await_until (is_full, fixture->stream);
  lineup_source_list_close (fixture->stream);
  lineup_await_nothing ();
  lineup_request_log_wait_gone (fixture->log, ACTION, 1);
}

/* Nobody has closed it, and nobody can any more: it lets go of the panel by itself. */
static void
test_drop (Fixture *fixture, gconstpointer data)
{
  open_with_fault (fixture, ACTION "=stall:20:forever");
  lineup_request_log_wait_held (fixture->log, ACTION, 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->stream));
  lineup_await_nothing ();
  lineup_request_log_wait_gone (fixture->log, ACTION, 1);
}

static void
test_drop_full (Fixture *fixture, gconstpointer data)
{
  set_long_list (fixture);
  open_list (fixture);
  lineup_await_until (is_full, fixture->stream);
  g_assert_finalize_object (g_steal_pointer (&fixture->stream));
  lineup_await_nothing ();
  lineup_request_log_wait_gone (fixture->log, ACTION, 1);
}

static gpointer
drop (gpointer stream)
{
  g_object_unref (stream);
  return NULL;
}

/* The worker may have the last reference. */
static void
test_drop_in_thread (Fixture *fixture, gconstpointer data)
{
  open_with_fault (fixture, ACTION "=stall:20:forever");
  lineup_request_log_wait_held (fixture->log, ACTION, 1);
  g_thread_join (g_thread_new ("drop", drop, g_steal_pointer (&fixture->stream)));
  lineup_await_nothing ();
  lineup_request_log_wait_gone (fixture->log, ACTION, 1);
}

/* Compressed by forty: the bound is on what is held, not on what came over the wire. */
static void
test_compressed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Worker) worker = NULL;

  set_long_list (fixture);
  open_with_fault (fixture, ACTION "=gzip");
  worker = start_worker (fixture);
  join_worker (worker);
  g_assert_no_error (worker->error);
  g_assert_cmpuint (worker->n_items, ==, N_MOVIES);
  g_assert_cmpuint (lineup_source_list_get_figures (fixture->stream).bytes, <, N_MOVIES * 400);
}

#define ADD(path, test) g_test_add ("/xtream-list/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("whole", test_whole);
  ADD ("rejected", test_rejected);
  ADD ("no-list", test_no_list);
  ADD ("truncated", test_truncated);
  ADD ("error-after-the-end", test_error_after_the_end);
  ADD ("close", test_close);
  ADD ("standstill", test_standstill);
  ADD ("back-pressure", test_back_pressure);
  ADD ("close-full", test_close_full);
  ADD ("drop", test_drop);
  ADD ("drop-full", test_drop_full);
  ADD ("drop-in-thread", test_drop_in_thread);
  ADD ("compressed", test_compressed);

  return g_test_run ();
}
