/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-host-queue.h"

#include "lineup-await.h"

#include <string.h>

/* Someone who enters, and what became of it. */
typedef struct
{
  LineupHostQueue *queue;    /* (unowned) */
  const char *name;          /* (unowned) */
  const char *host;          /* (unowned) */
  GCancellable *cancellable; /* (owned) */
  GString *admitted;         /* (unowned): names in order */
  gboolean running;
  gboolean cancelled;
  gboolean leaves_at_once;
  gboolean attended;
  gboolean steps_aside;
} Guest;

static void
on_entered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Guest *guest = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_false (guest->running || guest->cancelled);
  guest->running = lineup_host_queue_enter_finish (LINEUP_HOST_QUEUE (source), result, &error);
  if (!guest->running)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      guest->cancelled = TRUE;
      return;
    }
  g_string_append (guest->admitted, guest->name);
  if (guest->leaves_at_once)
    lineup_host_queue_leave (guest->queue, guest->host);
}

static void
enter (Guest *guest)
{
  LineupGuestFlags flags = LINEUP_GUEST_NONE;

  if (guest->attended)
    flags |= LINEUP_GUEST_ATTENDED;
  if (guest->steps_aside)
    flags |= LINEUP_GUEST_STEPS_ASIDE;
  lineup_host_queue_enter_async (
      guest->queue, guest->host, flags, guest->cancellable, on_entered, guest);
}

#define N_GUESTS 6

typedef struct
{
  LineupHostQueue *queue; /* (owned) */
  GString *admitted;      /* (owned) */
  Guest guests[N_GUESTS]; /* named a, b, … */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const names[N_GUESTS] = { "a", "b", "c", "d", "e", "f" };

  fixture->queue = lineup_host_queue_new ();
  fixture->admitted = g_string_new (NULL);
  for (guint i = 0; i < N_GUESTS; i++)
    fixture->guests[i] = (Guest){ .queue = fixture->queue,
                                  .name = names[i],
                                  .host = names[i],
                                  .cancellable = g_cancellable_new (),
                                  .admitted = fixture->admitted };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_nothing ();
  g_assert_finalize_object (fixture->queue);
  g_string_free (fixture->admitted, TRUE);
  for (guint i = 0; i < N_GUESTS; i++)
    g_assert_finalize_object (fixture->guests[i].cancellable);
}

static void
leave (Fixture *fixture, guint i)
{
  lineup_host_queue_leave (fixture->queue, fixture->guests[i].host);
}

static void
check (Fixture *fixture, const char *admitted)
{
  lineup_await_nothing ();
  g_assert_cmpstr (fixture->admitted->str, ==, admitted);
}

static void
test_slots (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    enter (&fixture->guests[i]);
  check (fixture, "ab");
  leave (fixture, 1);
  check (fixture, "abc");
  leave (fixture, 0);
  check (fixture, "abcd");
  leave (fixture, 2);
  leave (fixture, 3);
  enter (&fixture->guests[4]);
  check (fixture, "abcde");
  leave (fixture, 4);
}

static void
test_hosts (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    fixture->guests[i].host = "same";
  for (guint i = 0; i < 5; i++)
    enter (&fixture->guests[i]);

  /* b and c wait for a's host, and d goes past them; then all slots are taken. */
  check (fixture, "ad");
  leave (fixture, 3);
  check (fixture, "ade");
  leave (fixture, 0);
  check (fixture, "adeb");
  leave (fixture, 4);
  check (fixture, "adeb");
  leave (fixture, 1);
  check (fixture, "adebc");
  leave (fixture, 2);
}

static void
test_would_wait (Fixture *fixture, gconstpointer data)
{
  g_assert_false (lineup_host_queue_would_wait (fixture->queue, "a", FALSE));
  enter (&fixture->guests[0]);
  /* Entered is entered, also before the callback. */
  g_assert_true (lineup_host_queue_would_wait (fixture->queue, "a", FALSE));
  g_assert_false (lineup_host_queue_would_wait (fixture->queue, "b", FALSE));
  enter (&fixture->guests[1]);
  g_assert_true (lineup_host_queue_would_wait (fixture->queue, "c", FALSE));
  check (fixture, "ab");
  leave (fixture, 0);
  g_assert_false (lineup_host_queue_would_wait (fixture->queue, "c", FALSE));
  g_assert_true (lineup_host_queue_would_wait (fixture->queue, "b", FALSE));
  leave (fixture, 1);
}

static void
test_cancel_waiting (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    enter (&fixture->guests[i]);
  check (fixture, "ab");
  g_cancellable_cancel (fixture->guests[2].cancellable);
  check (fixture, "ab");
  g_assert_true (fixture->guests[2].cancelled);

  leave (fixture, 0);
  check (fixture, "abd");
  leave (fixture, 1);
  leave (fixture, 3);
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  for (guint i = 2; i < 4; i++)
    enter (&fixture->guests[i]);
  g_cancellable_cancel (fixture->guests[0].cancellable);
  enter (&fixture->guests[0]);
  check (fixture, "cd");
  g_assert_true (fixture->guests[0].cancelled);
  leave (fixture, 2);
  leave (fixture, 3);
}

/* Whoever was let in owes the leave, and is told so, whatever he wants by then. */
static void
test_cancel_admitted (Fixture *fixture, gconstpointer data)
{
  enter (&fixture->guests[0]);
  g_cancellable_cancel (fixture->guests[0].cancellable);
  check (fixture, "a");
  g_assert_true (fixture->guests[0].running);
  g_assert_true (lineup_host_queue_would_wait (fixture->queue, "a", FALSE));
  leave (fixture, 0);
  g_assert_false (lineup_host_queue_would_wait (fixture->queue, "a", FALSE));
}

/* In the same moment one leaves and the one whose turn it is cancels, in either order. */
static void
test_cancel_and_leave (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    enter (&fixture->guests[i]);
  check (fixture, "ab");
  g_cancellable_cancel (fixture->guests[2].cancellable);
  leave (fixture, 0);
  lineup_await_nothing ();
  if (fixture->guests[2].running)
    leave (fixture, 2);
  lineup_await_nothing ();
  g_assert_true (fixture->guests[3].running);

  leave (fixture, 1);
  g_cancellable_cancel (fixture->guests[4].cancellable);
  lineup_await_nothing ();
  if (fixture->guests[4].running)
    leave (fixture, 4);
  leave (fixture, 3);
  lineup_await_nothing ();
  g_assert_false (lineup_host_queue_would_wait (fixture->queue, "x", FALSE));
  enter (&fixture->guests[5]);
  lineup_await_nothing ();
  g_assert_true (fixture->guests[5].running);
  leave (fixture, 5);
}

/* Everybody leaves from within the callback that let him in; each host keeps its order. */
static void
test_reentrancy (Fixture *fixture, gconstpointer data)
{
  const char *admitted = NULL;

  for (guint i = 0; i < N_GUESTS; i++)
    {
      fixture->guests[i].leaves_at_once = TRUE;
      fixture->guests[i].host = i % 2 == 0 ? "even" : "odd";
      enter (&fixture->guests[i]);
    }
  lineup_await_nothing ();
  g_assert_cmpuint (fixture->admitted->len, ==, N_GUESTS);
  admitted = fixture->admitted->str;
  for (guint i = 0; i + 2 < N_GUESTS; i++)
    g_assert_true (strstr (admitted, fixture->guests[i].name)
                   < strstr (admitted, fixture->guests[i + 2].name));
  g_assert_false (lineup_host_queue_would_wait (fixture->queue, "even", FALSE));
}

/* Whatever runs by itself, there is a place for one that a person waits for, and it comes first. */
static void
test_attended (Fixture *fixture, gconstpointer data)
{
  fixture->guests[3].attended = fixture->guests[4].attended = TRUE;
  for (guint i = 0; i < 3; i++)
    enter (&fixture->guests[i]);
  check (fixture, "ab");
  g_assert_false (lineup_host_queue_would_wait (fixture->queue, "d", TRUE));
  enter (&fixture->guests[3]);
  enter (&fixture->guests[4]);
  check (fixture, "abd");
  g_assert_true (lineup_host_queue_would_wait (fixture->queue, "f", TRUE));

  leave (fixture, 0);
  check (fixture, "abde");
  leave (fixture, 3);
  check (fixture, "abdec");
  for (guint i = 1; i < 5; i++)
    {
      if (i != 3)
        leave (fixture, i);
    }
}

static void
test_attended_host (Fixture *fixture, gconstpointer data)
{
  fixture->guests[1].attended = TRUE;
  fixture->guests[0].host = fixture->guests[1].host = fixture->guests[2].host = "same";
  enter (&fixture->guests[0]);
  enter (&fixture->guests[2]);
  enter (&fixture->guests[1]);
  /* Two of one host at once there are for nobody, but b is the next. */
  check (fixture, "a");
  leave (fixture, 0);
  check (fixture, "ab");
  leave (fixture, 1);
  check (fixture, "abc");
  leave (fixture, 2);
}

/* A person joins what waits. */
static void
test_attend (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    enter (&fixture->guests[i]);
  check (fixture, "ab");
  lineup_host_queue_set_attended (fixture->queue, fixture->guests[3].cancellable, TRUE);
  check (fixture, "abd");
  /* Of those who are in already, nothing changes. */
  lineup_host_queue_set_attended (fixture->queue, fixture->guests[0].cancellable, TRUE);
  check (fixture, "abd");
  leave (fixture, 3);
  check (fixture, "abd");
  leave (fixture, 0);
  check (fixture, "abdc");
  leave (fixture, 1);
  leave (fixture, 2);
}

/* Hosts don't wait for one another, however many there are. */
static void
test_requests (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupHostQueue) queue = lineup_host_queue_new_for_requests ();

  for (guint i = 0; i < N_GUESTS; i++)
    fixture->guests[i].queue = queue;
  fixture->guests[5].host = "a";
  for (guint i = 0; i < N_GUESTS; i++)
    enter (&fixture->guests[i]);
  check (fixture, "abcde");
  lineup_host_queue_leave (queue, "a");
  check (fixture, "abcdef");
  for (guint i = 1; i < N_GUESTS; i++)
    lineup_host_queue_leave (queue, fixture->guests[i].host);
}

/* First come, first served, whatever happens; never more than the slots, never two for a host. */
static void
test_random (void)
{
  static const char *const hosts[] = { "x", "y", "z" };
  g_autoptr (LineupHostQueue) queue = lineup_host_queue_new ();
  g_autoptr (GString) admitted = g_string_new (NULL);
  Guest guests[300];
  guint n_entered = 0;
  guint n_left = 0;

  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    guests[i] = (Guest){ .queue = queue,
                         .name = "",
                         .host = hosts[g_test_rand_int_range (0, G_N_ELEMENTS (hosts))],
                         .cancellable = g_cancellable_new (),
                         .admitted = admitted };

  while (n_left < G_N_ELEMENTS (guests))
    {
      guint n_running = 0;
      guint first[G_N_ELEMENTS (hosts)] = { 0 };

      if (n_entered < G_N_ELEMENTS (guests) && g_test_rand_bit ())
        enter (&guests[n_entered++]);
      if (n_entered > 0 && g_test_rand_int_range (0, 8) == 0)
        g_cancellable_cancel (guests[g_test_rand_int_range (0, (int)n_entered)].cancellable);
      lineup_await_nothing ();

      n_left = 0;
      for (guint i = 0; i < n_entered; i++)
        {
          for (guint host = 0; host < G_N_ELEMENTS (hosts); host++)
            {
              if (guests[i].host != hosts[host])
                continue;
              /* Nobody runs while one who came before him to this host does or waits. */
              if (guests[i].running)
                g_assert_cmpuint (first[host], ==, 0);
              if (guests[i].host != NULL && !guests[i].cancelled)
                first[host]++;
            }
          n_running += guests[i].running;
          n_left += guests[i].cancelled || guests[i].host == NULL;
        }
      g_assert_cmpuint (n_running, <=, LINEUP_HOST_QUEUE_SCHEDULED_SLOTS);

      for (guint i = 0; i < n_entered; i++)
        {
          if (guests[i].running && g_test_rand_bit ())
            {
              guests[i].running = FALSE;
              lineup_host_queue_leave (queue, g_steal_pointer (&guests[i].host));
            }
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    g_object_unref (guests[i].cancellable);
}

#define ADD(path, test) g_test_add ("/host-queue/" path, Fixture, NULL, set_up, test, tear_down)

static void
on_wanted (Fixture *fixture, const char *host)
{
  g_string_append_printf (fixture->admitted, "(%s)", host);
}

/* Whoever steps aside is told when its host is wanted, and is no obstacle but for that. */
static void
test_steps_aside (Fixture *fixture, gconstpointer data)
{
  g_signal_connect_swapped (fixture->queue, "wanted", G_CALLBACK (on_wanted), fixture);
  fixture->guests[0].steps_aside = TRUE;
  fixture->guests[1].steps_aside = TRUE;
  fixture->guests[1].attended = TRUE;
  fixture->guests[2].host = "a";
  enter (&fixture->guests[0]);
  enter (&fixture->guests[1]);
  check (fixture, "ab");

  /* c wants a's host, and d and e have slots as if neither a nor b was there. */
  enter (&fixture->guests[3]);
  check (fixture, "abd");
  enter (&fixture->guests[2]);
  check (fixture, "abd(a)");
  leave (fixture, 0);
  check (fixture, "abd(a)c");

  /* a waits for its host again, and wants nobody away. */
  fixture->guests[0].running = FALSE;
  enter (&fixture->guests[0]);
  check (fixture, "abd(a)c");
  leave (fixture, 2);
  leave (fixture, 3);
  check (fixture, "abd(a)ca");
  leave (fixture, 0);
  leave (fixture, 1);
}

/* Guests that make way for nobody come first, whoever waits for the others. */
static void
test_steps_aside_last (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    fixture->guests[i].host = "same";
  fixture->guests[1].steps_aside = TRUE;
  fixture->guests[2].steps_aside = TRUE;
  fixture->guests[2].attended = TRUE;
  for (guint i = 0; i < 4; i++)
    enter (&fixture->guests[i]);
  check (fixture, "a");
  leave (fixture, 0);
  check (fixture, "ad");
  leave (fixture, 3);
  check (fixture, "adc");
  leave (fixture, 2);
  check (fixture, "adcb");
  leave (fixture, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("slots", test_slots);
  ADD ("hosts", test_hosts);
  ADD ("would-wait", test_would_wait);
  ADD ("cancel-waiting", test_cancel_waiting);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("cancel-admitted", test_cancel_admitted);
  ADD ("cancel-and-leave", test_cancel_and_leave);
  ADD ("reentrancy", test_reentrancy);
  ADD ("attended", test_attended);
  ADD ("attended-host", test_attended_host);
  ADD ("attend", test_attend);
  ADD ("requests", test_requests);
  ADD ("steps-aside", test_steps_aside);
  ADD ("steps-aside-last", test_steps_aside_last);
  g_test_add_func ("/host-queue/random", test_random);

  return g_test_run ();
}
