/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-byte-queue.h"

#include "lineup-await.h"

#include <string.h>

#define CAPACITY 100

static GBytes *
make_chunk (gsize length)
{
  return g_bytes_new_take (g_strnfill (length, 'x'), length);
}

static void
push (LineupByteQueue *queue, gsize length, LineupAwait **await)
{
  g_autoptr (GBytes) chunk = make_chunk (length);

  lineup_byte_queue_push_async (queue, chunk, NULL, lineup_await_callback, await);
}

static void
check_room (LineupByteQueue *queue, LineupAwait **await)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);
  g_autoptr (GError) error = NULL;

  g_assert_true (lineup_byte_queue_push_finish (queue, result, &error));
  g_assert_no_error (error);
  *await = NULL;
}

static void
check_closed (LineupByteQueue *queue, LineupAwait **await)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);
  g_autoptr (GError) error = NULL;

  g_assert_false (lineup_byte_queue_push_finish (queue, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  *await = NULL;
}

/* What is there, or has to be, for certain can be taken on the main thread as well. */
static void
check_pop (LineupByteQueue *queue, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = NULL;

  g_assert_cmpint (lineup_byte_queue_pop (queue, &chunk, &error), ==, LINEUP_BYTE_QUEUE_BYTES);
  g_assert_no_error (error);
  g_assert_nonnull (chunk);
  g_assert_cmpuint (g_bytes_get_size (chunk), ==, length);
}

static void
check_end (LineupByteQueue *queue)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = NULL;

  g_assert_cmpint (lineup_byte_queue_pop (queue, &chunk, &error), ==, LINEUP_BYTE_QUEUE_END);
  g_assert_null (chunk);
  g_assert_no_error (error);
}

static void
check_empty (LineupByteQueue *queue)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = NULL;

  g_assert_cmpint (lineup_byte_queue_pop (queue, &chunk, &error), ==, LINEUP_BYTE_QUEUE_EMPTY);
  g_assert_null (chunk);
  g_assert_no_error (error);
}

static void
test_bound (void)
{
  g_autoptr (LineupByteQueue) queue = lineup_byte_queue_new (CAPACITY);
  LineupAwait *await = NULL;

  push (queue, 40, &await);
  check_room (queue, &await);
  push (queue, 59, &await);
  check_room (queue, &await);

  /* Another chunk is taken while there is less than the capacity; its push then waits. */
  push (queue, 1, &await);
  lineup_await_nothing ();
  g_assert_null (await);
  check_pop (queue, 40);
  check_room (queue, &await);

  push (queue, 1000, &await);
  lineup_await_nothing ();
  g_assert_null (await);
  /* 1001 bytes are left, then 1000: too many still. */
  check_pop (queue, 59);
  check_pop (queue, 1);
  lineup_await_nothing ();
  g_assert_null (await);
  check_pop (queue, 1000);
  check_room (queue, &await);
}

static void
test_end (void)
{
  g_autoptr (LineupByteQueue) queue = lineup_byte_queue_new (CAPACITY);
  LineupAwait *await = NULL;

  push (queue, 10, &await);
  check_room (queue, &await);
  lineup_byte_queue_close (queue, NULL);
  check_pop (queue, 10);
  check_end (queue);
  check_end (queue);
  push (queue, 10, &await);
  check_closed (queue, &await);
  check_end (queue);
}

static void
test_error_comes_last (void)
{
  g_autoptr (LineupByteQueue) queue = lineup_byte_queue_new (CAPACITY);
  g_autoptr (GError) reason = g_error_new (G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "Broken");
  g_autoptr (GError) other = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "Later");
  LineupAwait *await = NULL;

  push (queue, 10, &await);
  check_room (queue, &await);
  push (queue, 20, &await);
  check_room (queue, &await);
  lineup_byte_queue_close (queue, reason);
  /* Only the first end counts. */
  lineup_byte_queue_close (queue, other);
  lineup_byte_queue_close (queue, NULL);

  check_pop (queue, 10);
  check_pop (queue, 20);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) chunk = NULL;

      g_assert_cmpint (lineup_byte_queue_pop (queue, &chunk, &error), ==, LINEUP_BYTE_QUEUE_ERROR);
      g_assert_null (chunk);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
    }
}

static void
test_abandoned_push (void)
{
  g_autoptr (LineupByteQueue) queue = lineup_byte_queue_new (CAPACITY);
  LineupAwait *await = NULL;

  push (queue, CAPACITY, &await);
  lineup_await_nothing ();
  g_assert_null (await);
  lineup_byte_queue_close (queue, NULL);
  check_closed (queue, &await);
  /* The chunk itself was taken. */
  check_pop (queue, CAPACITY);
  check_end (queue);
}

/* Waiting */

static void
count (gpointer user_data)
{
  gint *n_calls = user_data;

  g_atomic_int_inc (n_calls);
}

static void
test_wait (void)
{
  LineupByteQueue *queue = lineup_byte_queue_new (CAPACITY);
  LineupAwait *await = NULL;
  gint n_calls = 0;

  check_empty (queue);
  lineup_byte_queue_wait (queue, count, &n_calls);
  g_assert_cmpint (n_calls, ==, 0);
  push (queue, 10, &await);
  g_assert_cmpint (n_calls, ==, 1);
  check_room (queue, &await);
  push (queue, 10, &await);
  check_room (queue, &await);
  g_assert_cmpint (n_calls, ==, 1);

  /* There is something already. */
  lineup_byte_queue_wait (queue, count, &n_calls);
  g_assert_cmpint (n_calls, ==, 2);
  check_pop (queue, 10);
  check_pop (queue, 10);
  lineup_byte_queue_wait (queue, count, &n_calls);
  g_assert_cmpint (n_calls, ==, 2);
  lineup_byte_queue_close (queue, NULL);
  g_assert_cmpint (n_calls, ==, 3);
  lineup_byte_queue_wait (queue, count, &n_calls);
  g_assert_cmpint (n_calls, ==, 4);
  g_object_unref (queue);
  g_assert_cmpint (n_calls, ==, 4);
}

/* Whoever waits for what never comes is told, too. */
static void
test_wait_dropped (void)
{
  LineupByteQueue *queue = lineup_byte_queue_new (CAPACITY);
  gint n_calls = 0;

  lineup_byte_queue_wait (queue, count, &n_calls);
  g_object_unref (queue);
  g_assert_cmpint (n_calls, ==, 1);
}

/* A worker that sleeps while there is nothing. */

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean rung;
} Bell;

static void
ring (gpointer user_data)
{
  Bell *bell = user_data;

  g_mutex_lock (&bell->mutex);
  bell->rung = TRUE;
  g_cond_signal (&bell->cond);
  g_mutex_unlock (&bell->mutex);
}

static void
await_bell (Bell *bell)
{
  g_mutex_lock (&bell->mutex);
  while (!bell->rung)
    g_cond_wait (&bell->cond, &bell->mutex);
  bell->rung = FALSE;
  g_mutex_unlock (&bell->mutex);
}

#define TOTAL     (4 * 1024 * 1024)
#define MAX_CHUNK 3000

typedef struct
{
  LineupByteQueue *queue; /* (unowned) */
  GChecksum *checksum;    /* (owned) */
  gsize length;           /* atomic */
  Bell bell;
} Consumer;

static void
take_chunk (Consumer *consumer, GBytes *chunk)
{
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (chunk, &length);

  g_checksum_update (consumer->checksum, bytes, (gssize)length);
  g_atomic_pointer_add (&consumer->length, (gssize)length);
}

static gpointer
consume (gpointer data)
{
  Consumer *consumer = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  LineupByteQueueState state = LINEUP_BYTE_QUEUE_EMPTY;

  while (state != LINEUP_BYTE_QUEUE_END)
    {
      g_autoptr (GBytes) chunk = NULL;

      state = lineup_byte_queue_pop (consumer->queue, &chunk, NULL);
      if (state == LINEUP_BYTE_QUEUE_EMPTY)
        {
          lineup_byte_queue_wait (consumer->queue, ring, &consumer->bell);
          await_bell (&consumer->bell);
        }
      else if (state == LINEUP_BYTE_QUEUE_BYTES)
        take_chunk (consumer, chunk);
      if (g_rand_int_range (random, 0, 10) == 0)
        g_thread_yield ();
    }
  return NULL;
}

static void
test_two_threads (void)
{
  const gsize capacity = 10000;
  g_autoptr (LineupByteQueue) queue = lineup_byte_queue_new (capacity);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  Consumer consumer = { .queue = queue, .checksum = g_checksum_new (G_CHECKSUM_SHA256) };
  GThread *thread = g_thread_new ("consume", consume, &consumer);
  gsize pushed = 0;

  while (pushed < TOTAL)
    {
      const gsize length = (gsize)g_rand_int_range (random, 1, MAX_CHUNK);
      guint8 *data = g_malloc (length);
      g_autoptr (GBytes) chunk = NULL;
      LineupAwait *await = NULL;

      for (gsize i = 0; i < length; i++)
        data[i] = (guint8)g_rand_int_range (random, 0, 256);
      g_checksum_update (checksum, data, (gssize)length);
      chunk = g_bytes_new_take (data, length);
      lineup_byte_queue_push_async (queue, chunk, NULL, lineup_await_callback, &await);
      pushed += length;
      /* Popped just before it is counted: one chunk may be on its way. */
      g_assert_cmpuint (
          pushed - (gsize)g_atomic_pointer_get (&consumer.length), <=, capacity + 2 * MAX_CHUNK);
      check_room (queue, &await);
    }
  lineup_byte_queue_close (queue, NULL);
  g_thread_join (thread);

  g_assert_cmpuint ((gsize)g_atomic_pointer_get (&consumer.length), ==, pushed);
  g_assert_cmpstr (g_checksum_get_string (consumer.checksum), ==, g_checksum_get_string (checksum));
  g_checksum_free (consumer.checksum);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/byte-queue/bound", test_bound);
  g_test_add_func ("/byte-queue/end", test_end);
  g_test_add_func ("/byte-queue/error-comes-last", test_error_comes_last);
  g_test_add_func ("/byte-queue/abandoned-push", test_abandoned_push);
  g_test_add_func ("/byte-queue/wait", test_wait);
  g_test_add_func ("/byte-queue/wait-dropped", test_wait_dropped);
  g_test_add_func ("/byte-queue/two-threads", test_two_threads);

  return g_test_run ();
}
