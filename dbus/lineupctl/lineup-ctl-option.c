/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-option.h"

#include "lineup-ctl-secret.h"
#include "lineup-ctl-time.h"

#include <glib/gi18n.h>

typedef struct
{
  const LineupCtlOption *options; /* (unowned) */
  const LineupCtlOption *more;    /* (unowned) (nullable) */
  GVariantDict *values;           /* (unowned) */
} Parse;

const LineupCtlOption *
lineup_ctl_option_find (const LineupCtlOption *options, const char *word)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      if (g_str_has_prefix (word, "--") ? g_str_equal (word + 2, options->name)
                                        : word[1] != '\0' && word[1] == options->letter)
        return options;
    }
  return NULL;
}

static void
add_word (Parse *parse, const LineupCtlOption *option, const char *value)
{
  g_autofree const char **before = NULL;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (g_variant_dict_lookup (parse->values, option->name, "^a&s", &before))
    g_strv_builder_addv (words, before);
  g_strv_builder_add (words, value);
  all = g_strv_builder_end (words);
  g_variant_dict_insert (parse->values, option->name, "^as", all);
}

static gboolean
parse_time (const char *value, guint64 *time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return lineup_ctl_time_parse (value, now, time);
}

static gboolean
add_number (Parse *parse, const LineupCtlOption *option, const char *value)
{
  guint64 most = option->type[0] == 'u' ? G_MAXUINT32 : G_MAXUINT64;
  guint64 number = 0;

  if (g_strcmp0 (option->argument, LINEUP_CTL_TIME) == 0
          ? !parse_time (value, &number)
          : !g_ascii_string_to_unsigned (value, 10, 0, most, &number, NULL))
    return FALSE;
  if (option->type[0] == 'u')
    g_variant_dict_insert (parse->values, option->name, "u", (guint32)number);
  else
    g_variant_dict_insert (parse->values, option->name, "t", number);
  return TRUE;
}

static gboolean
add_signed (Parse *parse, const LineupCtlOption *option, const char *value)
{
  gint64 number = 0;

  if (!g_ascii_string_to_signed (
          value + (value[0] == '+'), 10, G_MININT32, G_MAXINT32, &number, NULL))
    return FALSE;
  g_variant_dict_insert (parse->values, option->name, "i", (gint32)number);
  return TRUE;
}

static gboolean
add_fraction (Parse *parse, const LineupCtlOption *option, const char *value)
{
  char *end = NULL;
  double number = g_ascii_strtod (value, &end);

  if (end == value || *end != '\0')
    return FALSE;
  g_variant_dict_insert (parse->values, option->name, "d", number);
  return TRUE;
}

static gboolean
add_value (Parse *parse, const LineupCtlOption *option, const char *value)
{
  gboolean is_negated = g_str_has_prefix (option->name, "no-");

  switch (option->type[0])
    {
    case 'b':
      g_variant_dict_insert (
          parse->values, option->name + (is_negated ? strlen ("no-") : 0), "b", !is_negated);
      return TRUE;
    case 's':
      g_variant_dict_insert (parse->values, option->name, "s", value);
      return TRUE;
    case 'a':
      add_word (parse, option, value);
      return TRUE;
    case 'i':
      return add_signed (parse, option, value);
    case 'd':
      return add_fraction (parse, option, value);
    default:
      return add_number (parse, option, value);
    }
}

static gboolean
on_option (const char *word, const char *value, gpointer data, GError **error)
{
  Parse *parse = data;
  const LineupCtlOption *option = lineup_ctl_option_find (parse->options, word);

  if (option == NULL)
    option = lineup_ctl_option_find (parse->more, word);
  if ((value == NULL || g_utf8_validate (value, -1, NULL)) && add_value (parse, option, value))
    return TRUE;
  g_set_error (
      error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("%s takes %s"), word, option->argument);
  return FALSE;
}

/* GLib says which word it does not know at the end of a sentence, in any language. The word may
 * have a value, which is nobody's business, least of all a password's. */
static char *
find_unknown (const GError *unknown, char **words)
{
  for (; *words != NULL; words++)
    {
      const char *word = *words;

      if (word[0] != '-' || word[1] == '\0' || strstr (unknown->message, word) == NULL)
        continue;
      return word[1] == '-' ? g_strndup (word, strcspn (word, "=")) : g_strndup (word, 2);
    }
  return g_strdup ("");
}

static void
refuse_unknown (const GError *unknown, char **words, GError **error)
{
  g_autofree char *name = find_unknown (unknown, words);

  if (g_str_has_prefix (name, "--pass"))
    lineup_ctl_secret_refuse (error);
  else
    g_set_error (error,
                 G_OPTION_ERROR,
                 G_OPTION_ERROR_UNKNOWN_OPTION,
                 _ ("There is no option %s here"),
                 name);
}

static void
add_entries (GArray *entries, const LineupCtlOption *options)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      GOptionEntry entry = { .long_name = options->name,
                             .short_name = options->letter,
                             .flags = options->type[0] == 'b' ? G_OPTION_FLAG_NO_ARG : 0,
                             .arg = G_OPTION_ARG_CALLBACK,
                             .arg_data = on_option };

      g_array_append_val (entries, entry);
    }
}

gboolean
lineup_ctl_option_parse (const LineupCtlOption *options,
                         const LineupCtlOption *more,
                         gboolean strict,
                         GVariantDict *values,
                         char ***words,
                         GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  Parse parse = { options, more, values };
  GOptionGroup *group = g_option_group_new ("main", "", "", &parse, NULL);
  g_autoptr (GError) local_error = NULL;

  add_entries (entries, options);
  add_entries (entries, more);
  g_option_group_add_entries (group, (const GOptionEntry *)(gpointer)entries->data);
  g_option_context_set_main_group (context, group);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, strict);
  if (g_option_context_parse_strv (context, words, &local_error))
    return TRUE;
  if (g_error_matches (local_error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    refuse_unknown (local_error, *words, error);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

char *
lineup_ctl_option_describe (const LineupCtlOption *option)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (option->letter != 0)
    g_string_append_printf (text, "-%c, ", option->letter);
  g_string_append_printf (text, "--%s", option->name);
  if (option->argument != NULL)
    g_string_append_printf (text, "=%s", option->argument);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
