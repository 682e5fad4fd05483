/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-runner-adaptor.h"

#include "lineup-desktop-answers.h"
#include "lineup-gate.h"

/* Number of a type, as KRunner has it. What is of a higher type, or more relevant than 0.8, stands
 * above applications and is chosen by Enter: whoever types the name of a program wants the program.
 */
#define TYPE_POSSIBLE 30

/* Share of the best; and what each tier of finds has of it. */
#define MAX_RELEVANCE  0.7
#define TIER_RELEVANCE (MAX_RELEVANCE / (LINEUP_RANK_LAST + 1))

#define TOKEN "lineup-token"

static gboolean
on_config (LineupDesktopRunner *interface,
           GDBusMethodInvocation *invocation,
           LineupDesktopSearch *search)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (
      &builder, "{sv}", "MinLetterCount", g_variant_new_int32 (LINEUP_DESKTOP_SEARCH_MIN_LENGTH));
  lineup_desktop_runner_complete_config (interface, invocation, g_variant_builder_end (&builder));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_actions (LineupDesktopRunner *interface,
            GDBusMethodInvocation *invocation,
            LineupDesktopSearch *search)
{
  lineup_desktop_runner_complete_actions (
      interface, invocation, g_variant_new_array (G_VARIANT_TYPE ("(sss)"), NULL, 0));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* KRunner sorts by relevance what is of one type, ours among what others have found: a lone find is
 * no better for being the only one. Within a tier, ours are in their order. */
static double
get_relevance (const LineupDesktopResult *result, guint index)
{
  const double behind = (double)index / LINEUP_DESKTOP_SEARCH_LIMIT;

  return MAX_RELEVANCE - TIER_RELEVANCE * (result->rank.tier + behind);
}

static void
add_match (GVariantBuilder *matches, const LineupDesktopResult *result, guint index)
{
  GVariantBuilder properties;

  g_variant_builder_init (&properties, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (
      &properties, "{sv}", "subtext", g_variant_new_string (result->undated_description));
  g_variant_builder_add (matches,
                         "(sssida{sv})",
                         result->reference,
                         result->dated_name,
                         lineup_desktop_answers_get_icon_name (result->kind),
                         TYPE_POSSIBLE,
                         get_relevance (result, index),
                         &properties);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupCall *call = user_data;
  g_autoptr (GPtrArray) results = lineup_desktop_search_find_finish (LINEUP_DESKTOP_SEARCH (source),
                                                                     result);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sssida{sv})"));
  for (guint i = 0; i < results->len; i++)
    add_match (&builder, results->pdata[i], i);
  lineup_call_return_value (call, g_variant_new ("(a(sssida{sv}))", &builder));
}

static gboolean
on_match (LineupDesktopRunner *interface,
          GDBusMethodInvocation *invocation,
          const char *query,
          LineupDesktopSearch *search)
{
  lineup_desktop_answers_find (lineup_gate_receive (invocation),
                               search,
                               query,
                               g_variant_new ("(a(sssida{sv}))", NULL),
                               on_found);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* The last token, and who has brought it: one desktop has one KRunner. */
typedef struct
{
  char *caller; /* (owned) */
  char *token;  /* (owned) */
} Token;

static void
token_free (gpointer user_data)
{
  Token *token = user_data;

  g_free (token->caller);
  g_free (token->token);
  g_free (token);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Token, token_free)

static gboolean
on_set_activation_token (LineupDesktopRunner *interface,
                         GDBusMethodInvocation *invocation,
                         const char *text,
                         LineupDesktopSearch *search)
{
  Token *token = g_new (Token, 1);

  token->caller = g_strdup (g_dbus_method_invocation_get_sender (invocation));
  token->token = g_strdup (text);
  g_object_set_data_full (G_OBJECT (interface), TOKEN, token, token_free);
  lineup_desktop_runner_complete_set_activation_token (interface, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* A token is good for one window. */
static gboolean
on_run (LineupDesktopRunner *interface,
        GDBusMethodInvocation *invocation,
        const char *match_id,
        const char *action_id,
        LineupDesktopSearch *search)
{
  g_autoptr (Token) token = g_object_steal_data (G_OBJECT (interface), TOKEN);
  const char *caller = g_dbus_method_invocation_get_sender (invocation);
  const gboolean is_own = token != NULL && g_str_equal (token->caller, caller);

  /* A search is closed before what was chosen in it opens. */
  lineup_desktop_search_open_async (search,
                                    match_id,
                                    is_own ? token->token : NULL,
                                    NULL,
                                    lineup_desktop_answers_on_launched,
                                    invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_teardown (LineupDesktopRunner *interface,
             GDBusMethodInvocation *invocation,
             LineupDesktopSearch *search)
{
  LineupCall *call = lineup_gate_receive (invocation);

  lineup_desktop_answers_end_search (call);
  lineup_call_return_value (call, NULL);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

LineupDesktopRunner *
lineup_runner_adaptor_new (LineupDesktopSearch *search)
{
  LineupDesktopRunner *interface = lineup_desktop_answers_new_interface (
      LINEUP_DESKTOP_TYPE_RUNNER_SKELETON);

  g_signal_connect_object (interface, "handle-config", G_CALLBACK (on_config), search, 0);
  g_signal_connect_object (interface, "handle-actions", G_CALLBACK (on_actions), search, 0);
  g_signal_connect_object (interface, "handle-match", G_CALLBACK (on_match), search, 0);
  g_signal_connect_object (
      interface, "handle-set-activation-token", G_CALLBACK (on_set_activation_token), search, 0);
  g_signal_connect_object (interface, "handle-run", G_CALLBACK (on_run), search, 0);
  g_signal_connect_object (interface, "handle-teardown", G_CALLBACK (on_teardown), search, 0);
  return interface;
}
