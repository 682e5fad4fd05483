/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-test-launcher.h"

struct _LineupTestLauncher
{
  GObject parent_instance;

  GString *told; /* (owned) */
  GError *error; /* (owned) (nullable): why it can't be told */
};

static void launcher_init (LineupLauncherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupTestLauncher,
                               lineup_test_launcher,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_LAUNCHER, launcher_init))

static void
lineup_test_launcher_finalize (GObject *object)
{
  LineupTestLauncher *self = LINEUP_TEST_LAUNCHER (object);

  g_string_free (self->told, TRUE);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (lineup_test_launcher_parent_class)->finalize (object);
}

static void
lineup_test_launcher_class_init (LineupTestLauncherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_test_launcher_finalize;
}

static void
lineup_test_launcher_init (LineupTestLauncher *self)
{
  self->told = g_string_new (NULL);
}

LineupTestLauncher *
lineup_test_launcher_new (void)
{
  return g_object_new (LINEUP_TYPE_TEST_LAUNCHER, NULL);
}

char *
lineup_test_launcher_take_told (LineupTestLauncher *self)
{
  char *told = g_string_free (self->told, FALSE);

  self->told = g_string_new (NULL);
  return g_strchomp (told);
}

void
lineup_test_launcher_fail (LineupTestLauncher *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

static void
tell (LineupLauncher *launcher,
      const char *verb,
      const char *text,
      const char *token,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  LineupTestLauncher *self = LINEUP_TEST_LAUNCHER (launcher);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_string_append_printf (
      self->told, "%s %s %s\n", verb, text, token != NULL ? token : "(without)");
  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
open_async (LineupLauncher *launcher,
            const char *uri,
            const char *token,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  tell (launcher, "open", uri, token, cancellable, callback, user_data);
}

static void
search_async (LineupLauncher *launcher,
              const char *text,
              const char *token,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  tell (launcher, "search", text, token, cancellable, callback, user_data);
}

static gboolean
launch_finish (LineupLauncher *launcher, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
launcher_init (LineupLauncherInterface *iface)
{
  iface->open_async = open_async;
  iface->search_async = search_async;
  iface->launch_finish = launch_finish;
}
