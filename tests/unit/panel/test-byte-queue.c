/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "panel/lineup-byte-queue.h"

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

  lineup_byte_queue_push_async (queue, chunk, lineup_await_callback, await);
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
  g_autoptr (GBytes) chunk = lineup_byte_queue_pop (queue, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (chunk);
  g_assert_cmpuint (g_bytes_get_size (chunk), ==, length);
}

static void
check_end (LineupByteQueue *queue)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lineup_byte_queue_pop (queue, NULL, &error));
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

  /* One more chunk is taken while there is less than the capacity; its push then waits. */
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

      g_assert_null (lineup_byte_queue_pop (queue, NULL, &error));
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

typedef struct
{
  LineupByteQueue *queue;    /* (unowned) */
  GCancellable *cancellable; /* (unowned) */
  GBytes *chunk;             /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
} Pop;

static gpointer
pop_in_thread (gpointer data)
{
  Pop *pop = data;

  pop->chunk = lineup_byte_queue_pop (pop->queue, pop->cancellable, &pop->error);
  return NULL;
}

/* The popper may wait already or may not when each of these happens: either is to end well, and
 * the rounds make it likely that both are seen. */
#define N_ROUNDS 200

static void
test_cancel_wakes (void)
{
  g_autoptr (LineupByteQueue) queue = lineup_byte_queue_new (CAPACITY);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Pop pop = { .queue = queue, .cancellable = cancellable };
      GThread *thread = g_thread_new ("pop", pop_in_thread, &pop);

      if (i % 2 == 0)
        g_thread_yield ();
      g_cancellable_cancel (cancellable);
      g_thread_join (thread);
      g_assert_null (pop.chunk);
      g_assert_error (pop.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&pop.error);
    }
}

static void
test_push_wakes (void)
{
  g_autoptr (LineupByteQueue) queue = lineup_byte_queue_new (CAPACITY);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      Pop pop = { .queue = queue };
      GThread *thread = g_thread_new ("pop", pop_in_thread, &pop);
      LineupAwait *await = NULL;

      push (queue, i + 1, &await);
      g_thread_join (thread);
      g_assert_no_error (pop.error);
      g_assert_cmpuint (g_bytes_get_size (pop.chunk), ==, i + 1);
      g_clear_pointer (&pop.chunk, g_bytes_unref);
      check_room (queue, &await);
    }
}

static void
test_close_wakes (void)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (LineupByteQueue) queue = lineup_byte_queue_new (CAPACITY);
      Pop pop = { .queue = queue };
      GThread *thread = g_thread_new ("pop", pop_in_thread, &pop);

      lineup_byte_queue_close (queue, NULL);
      g_thread_join (thread);
      g_assert_null (pop.chunk);
      g_assert_no_error (pop.error);
    }
}

/* Who cancels takes nothing: what was there stays for the next. */
static void
test_cancelled_takes_nothing (void)
{
  g_autoptr (LineupByteQueue) queue = lineup_byte_queue_new (CAPACITY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;

  push (queue, CAPACITY, &await);
  g_cancellable_cancel (cancellable);
  g_assert_null (lineup_byte_queue_pop (queue, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lineup_await_nothing ();
  g_assert_null (await);

  check_pop (queue, CAPACITY);
  check_room (queue, &await);
}

#define TOTAL     (4 * 1024 * 1024)
#define MAX_CHUNK 3000

typedef struct
{
  LineupByteQueue *queue; /* (unowned) */
  GChecksum *checksum;    /* (owned) */
  gsize length;           /* atomic */
} Consumer;

static gpointer
consume (gpointer data)
{
  Consumer *consumer = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GBytes *chunk = NULL;

  while ((chunk = lineup_byte_queue_pop (consumer->queue, cancellable, NULL)) != NULL)
    {
      gsize length = 0;
      const guint8 *bytes = g_bytes_get_data (chunk, &length);

      g_checksum_update (consumer->checksum, bytes, (gssize)length);
      g_atomic_pointer_add (&consumer->length, (gssize)length);
      g_bytes_unref (chunk);
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
      lineup_byte_queue_push_async (queue, chunk, lineup_await_callback, &await);
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
  g_test_add_func ("/byte-queue/cancel-wakes", test_cancel_wakes);
  g_test_add_func ("/byte-queue/push-wakes", test_push_wakes);
  g_test_add_func ("/byte-queue/close-wakes", test_close_wakes);
  g_test_add_func ("/byte-queue/cancelled-takes-nothing", test_cancelled_takes_nothing);
  g_test_add_func ("/byte-queue/two-threads", test_two_threads);

  return g_test_run ();
}
