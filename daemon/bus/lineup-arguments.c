/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-arguments.h"

#include "lineup-error.h"
#include "lineup-lookup.h"
#include "lineup-setting.h"

#include <fcntl.h>
#include <string.h>

/* Items that a search finds, unless it is said how many. */
#define DEFAULT_SEARCH_LIMIT 50

/* Items of a library that a caller gets who does not say how many. */
#define DEFAULT_LINES 100

/* Bytes of what somebody typed, or has set. */
#define MAX_TEXT (64 * 1024)

gboolean
lineup_arguments_parse_kind (const char *token, LineupKind *kind, GError **error)
{
  if (lineup_kind_from_string (token, kind))
    return TRUE;
  g_set_error (
      error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "A kind is “channels”, “movies” or “series”");
  return FALSE;
}

/* Takes note of a value of the setting's type. */
static gboolean
take_setting (const LineupSetting *setting,
              GVariant *variant,
              LineupAccountChange *change,
              GError **error)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_dbus_gvariant_to_gvalue (variant, &value);
  lineup_setting_set_value (setting, change, &value);
  /* 0 would be taken for not given; the rest of the range is not decided here. */
  if (lineup_setting_is_given (setting, change))
    return TRUE;
  g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, setting->refusal);
  return FALSE;
}

/* A setting becomes a property, which everybody is told. */
static gboolean
check_length (const LineupSetting *setting, GVariant *value, GError **error)
{
  if ((setting->type != LINEUP_SETTING_TYPE_TEXT && setting->type != LINEUP_SETTING_TYPE_LIST)
      || g_variant_get_size (value) <= MAX_TEXT + 1)
    return TRUE;
  g_set_error (error,
               G_DBUS_ERROR,
               G_DBUS_ERROR_INVALID_ARGS,
               "“%s” has at most %d bytes",
               setting->name,
               MAX_TEXT);
  return FALSE;
}

static gboolean
lookup_setting (GVariant *dictionary,
                const LineupSetting *setting,
                LineupAccountChange *change,
                GError **error)
{
  static const char *const types[] = {
    [LINEUP_SETTING_TYPE_TEXT] = "s",
    [LINEUP_SETTING_TYPE_SWITCH] = "b",
    [LINEUP_SETTING_TYPE_NUMBER] = "u",
    [LINEUP_SETTING_TYPE_LIST] = "as",
  };
  g_autoptr (GVariant) value = NULL;

  if (!lineup_lookup_value (
          dictionary, setting->name, G_VARIANT_TYPE (types[setting->type]), &value, error))
    return FALSE;
  return value == NULL
         || (check_length (setting, value, error) && take_setting (setting, value, change, error));
}

gboolean
lineup_arguments_parse_file (GVariant *dictionary, GUnixFDList *files, int *fd, GError **error)
{
  g_autoptr (GVariant) handle = NULL;
  int n_files = 0;
  const int *fds = files != NULL ? g_unix_fd_list_peek_fds (files, &n_files) : NULL;

  *fd = -1;
  if (!lineup_lookup_value (dictionary, "file", G_VARIANT_TYPE_HANDLE, &handle, error))
    return FALSE;
  if (handle == NULL)
    return TRUE;
  if (g_variant_get_handle (handle) >= 0 && g_variant_get_handle (handle) < n_files)
    {
      *fd = fds[g_variant_get_handle (handle)];
      return TRUE;
    }
  g_set_error_literal (
      error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "“file” is no file that came with the call");
  return FALSE;
}

/* The change is made after the call's own descriptors are gone. */
static gboolean
take_file (GVariant *settings, GUnixFDList *files, LineupAccountChange *change, GError **error)
{
  int fd = -1;

  if (!lineup_arguments_parse_file (settings, files, &fd, error))
    return FALSE;
  if (fd < 0)
    return TRUE;
  change->file = fcntl (fd, F_DUPFD_CLOEXEC, 0);
  if (change->file >= 0)
    return TRUE;
  g_set_error_literal (
      error, G_DBUS_ERROR, G_DBUS_ERROR_LIMITS_EXCEEDED, "Too many files are open");
  return FALSE;
}

LineupAccountChange *
lineup_arguments_parse_settings (GVariant *settings, GUnixFDList *files, GError **error)
{
  g_autoptr (LineupAccountChange) change = lineup_account_change_new ();

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if ((setting->use & LINEUP_SETTING_USE_CALL) != 0
          && !lookup_setting (settings, setting, change, error))
        return NULL;
    }
  if (!lineup_lookup_boolean (settings, "validate", &change->validate, error)
      || !take_file (settings, files, change, error))
    return NULL;
  return g_steal_pointer (&change);
}

LineupAccountChange *
lineup_arguments_parse_property (const char *name, GVariant *value, GError **error)
{
  g_autoptr (LineupAccountChange) change = lineup_account_change_new ();

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if ((setting->use & LINEUP_SETTING_USE_HABIT) != 0 && g_str_equal (setting->key, name)
          && !take_setting (setting, value, change, error))
        return NULL;
    }
  return g_steal_pointer (&change);
}

static gboolean
parse_steps (GVariant *value, LineupListSet *steps, GError **error)
{
  g_autofree const char **tokens = g_variant_get_strv (value, NULL);

  *steps = 0;
  for (gsize i = 0; tokens[i] != NULL; i++)
    {
      LineupList list = LINEUP_LIST_CHANNEL_CATEGORIES;

      if (!lineup_list_from_string (tokens[i], &list))
        {
          g_set_error (
              error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "“steps” names a step that is none");
          return FALSE;
        }
      *steps |= LINEUP_LIST_SET_OF (list);
    }
  if (*steps != 0)
    return TRUE;
  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "“steps” is empty");
  return FALSE;
}

static gboolean
parse_import_flags (GVariant *options, LineupImportFlags *flags, GError **error)
{
  gboolean force = FALSE;
  gboolean accept_shrink = FALSE;

  if (!lineup_lookup_boolean (options, "force", &force, error)
      || !lineup_lookup_boolean (options, "accept-shrink", &accept_shrink, error))
    return FALSE;
  *flags = LINEUP_IMPORT_NONE;
  if (force)
    *flags |= LINEUP_IMPORT_FORCE;
  if (accept_shrink)
    *flags |= LINEUP_IMPORT_ACCEPT_SHRINK;
  return TRUE;
}

gboolean
lineup_arguments_parse_sync_options (GVariant *options,
                                     LineupSyncOptions *sync_options,
                                     GError **error)
{
  g_autoptr (GVariant) steps = NULL;

  *sync_options = (LineupSyncOptions){ .steps = LINEUP_SYNC_ALL_STEPS };
  return lineup_lookup_value (options, "steps", G_VARIANT_TYPE_STRING_ARRAY, &steps, error)
         && parse_import_flags (options, &sync_options->flags, error)
         && (steps == NULL || parse_steps (steps, &sync_options->steps, error));
}

gboolean
lineup_arguments_parse_guide_sync_options (GVariant *options,
                                           char ***sources,
                                           LineupImportFlags *flags,
                                           GError **error)
{
  g_autoptr (GVariant) value = NULL;

  *sources = NULL;
  if (!lineup_lookup_value (options, "sources", G_VARIANT_TYPE_STRING_ARRAY, &value, error)
      || !parse_import_flags (options, flags, error))
    return FALSE;
  if (value == NULL)
    return TRUE;
  if (g_variant_n_children (value) == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "There are no sources");
      return FALSE;
    }
  *sources = g_variant_dup_strv (value, NULL);
  return TRUE;
}

static LineupMarked
to_marked (LineupSwitch wanted)
{
  if (wanted == LINEUP_SWITCH_UNSET)
    return LINEUP_MARKED_ANY;
  return wanted == LINEUP_SWITCH_ON ? LINEUP_MARKED_ONLY : LINEUP_MARKED_NOT;
}

gboolean
lineup_arguments_parse_filter (GVariant *options, LineupFilter *filter, GError **error)
{
  LineupSwitch adult = LINEUP_SWITCH_UNSET;
  LineupSwitch radio = LINEUP_SWITCH_UNSET;
  LineupSwitch favourite = LINEUP_SWITCH_UNSET;
  LineupSwitch watched = LINEUP_SWITCH_UNSET;
  LineupSwitch hidden = LINEUP_SWITCH_OFF;
  gboolean all = FALSE;
  guint year = 0;

  if (!lineup_lookup_text (options, "category", &filter->category, error)
      || !lineup_lookup_text (options, "genre", &filter->genre, error)
      || !lineup_lookup_uint (options, "year", &year, error)
      || !lineup_lookup_uint (options, "year-min", &filter->year_min, error)
      || !lineup_lookup_uint (options, "year-max", &filter->year_max, error)
      || !lineup_lookup_double (options, "min-rating", &filter->min_rating, error)
      || !lineup_lookup_time (options, "added-since", &filter->added_since, error)
      || !lineup_lookup_switch (options, "adult", &adult, error)
      || !lineup_lookup_switch (options, "radio", &radio, error)
      || !lineup_lookup_switch (options, "favourite", &favourite, error)
      || !lineup_lookup_switch (options, "watched", &watched, error)
      || !lineup_lookup_switch (options, "hidden", &hidden, error)
      || !lineup_lookup_boolean (options, "all", &all, error))
    return FALSE;
  filter->favourite = to_marked (favourite);
  filter->watched = to_marked (watched);
  filter->hidden = all ? LINEUP_MARKED_ANY : to_marked (hidden);
  if (year != 0)
    {
      filter->year_min = MAX (filter->year_min, year);
      filter->year_max = filter->year_max != 0 ? MIN (filter->year_max, year) : year;
    }
  if (adult != LINEUP_SWITCH_UNSET)
    filter->adult = adult == LINEUP_SWITCH_ON ? LINEUP_ADULT_YES : LINEUP_ADULT_NO;
  if (radio != LINEUP_SWITCH_UNSET)
    filter->radio = radio == LINEUP_SWITCH_ON ? LINEUP_RADIO_ONLY : LINEUP_RADIO_NONE;
  return TRUE;
}

gboolean
lineup_arguments_parse_query (GVariant *options, LineupQuery *query, GError **error)
{
  const char *sort = NULL;
  LineupSwitch descending = LINEUP_SWITCH_UNSET;

  if (!lineup_arguments_parse_filter (options, &query->filter, error)
      || !lineup_lookup_text (options, "sort", &sort, error)
      || !lineup_lookup_uint (options, "offset", &query->offset, error)
      || !lineup_lookup_switch (options, "descending", &descending, error))
    return FALSE;
  if (sort != NULL && !lineup_sort_from_string (sort, &query->sort))
    {
      g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "“sort” is none that there is");
      return FALSE;
    }
  query->descending = descending != LINEUP_SWITCH_UNSET ? descending == LINEUP_SWITCH_ON
                                                        : lineup_sort_is_descending (query->sort);
  return lineup_query_check (query, error);
}

static gboolean
parse_listed_kind (const char *token, guint *kind, GError **error)
{
  LineupKind listed = LINEUP_KIND_CHANNELS;

  if (!lineup_arguments_parse_kind (token, &listed, error))
    return FALSE;
  *kind = listed;
  return TRUE;
}

static gboolean
parse_kinds (GVariant *options,
             gboolean (*parse) (const char *token, guint *kind, GError **error),
             guint *kinds,
             GError **error)
{
  g_autoptr (GVariant) value = NULL;
  g_autofree const char **tokens = NULL;
  guint kind = 0;

  if (!lineup_lookup_value (options, "kinds", G_VARIANT_TYPE_STRING_ARRAY, &value, error))
    return FALSE;
  if (value == NULL)
    return TRUE;
  *kinds = 0;
  tokens = g_variant_get_strv (value, NULL);
  for (gsize i = 0; tokens[i] != NULL; i++)
    {
      if (!parse (tokens[i], &kind, error))
        return FALSE;
      *kinds |= 1U << kind;
    }
  if (*kinds != 0)
    return TRUE;
  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "“kinds” is empty");
  return FALSE;
}

gboolean
lineup_arguments_parse_marked_kind (const char *token, guint *kind, GError **error)
{
  if (lineup_marked_kind_from_string (token, kind))
    return TRUE;
  g_set_error (error,
               G_DBUS_ERROR,
               G_DBUS_ERROR_INVALID_ARGS,
               "A kind is “channels”, “movies”, “series” or “episodes”");
  return FALSE;
}

gboolean
lineup_arguments_parse_resume (const char *token,
                               guint64 resume,
                               guint64 length,
                               GVariant *options,
                               LineupLibraryRequest *request,
                               GError **error)
{
  g_autoptr (GVariant) programme = NULL;

  if (!lineup_lookup_value (options, "programme", G_VARIANT_TYPE_INT64, &programme, error))
    return FALSE;
  if (resume > LINEUP_LIBRARY_MAX_SECONDS || length > LINEUP_LIBRARY_MAX_SECONDS)
    g_set_error (
        error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "Nothing takes more than ten years");
  else if (g_str_equal (token, lineup_kind_to_string (LINEUP_KIND_SERIES)))
    g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "Of a series episodes are played");
  else
    {
      request->resume = (gint64)resume;
      request->length = (gint64)length;
      request->programme = programme != NULL ? g_variant_get_int64 (programme) : 0;
      return TRUE;
    }
  return FALSE;
}

gboolean
lineup_arguments_parse_library_options (
    GVariant *options, guint *kinds, guint *limit, gboolean *gone, GError **error)
{
  *kinds = (1U << LINEUP_N_MARKED_KINDS) - 1;
  *limit = DEFAULT_LINES;
  *gone = FALSE;
  return parse_kinds (options, lineup_arguments_parse_marked_kind, kinds, error)
         && lineup_lookup_uint (options, "limit", limit, error)
         && lineup_arguments_check_limit (*limit, error)
         && lineup_lookup_boolean (options, "gone", gone, error);
}

gboolean
lineup_arguments_parse_new_options (GVariant *options, guint *kinds, guint *limit, GError **error)
{
  *kinds = LINEUP_SEARCH_ALL_KINDS;
  *limit = DEFAULT_LINES;
  return parse_kinds (options, parse_listed_kind, kinds, error)
         && lineup_lookup_uint (options, "limit", limit, error)
         && lineup_arguments_check_limit (*limit, error);
}

gboolean
lineup_arguments_parse_accounts (GVariant *options, char ***accounts, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lineup_lookup_value (options, "accounts", G_VARIANT_TYPE_STRING_ARRAY, &value, error))
    return FALSE;
  *accounts = value != NULL ? g_variant_dup_strv (value, NULL) : NULL;
  return TRUE;
}

gboolean
lineup_arguments_check_text (const char *text, GError **error)
{
  if (strlen (text) <= MAX_TEXT)
    return TRUE;
  g_set_error (error,
               G_DBUS_ERROR,
               G_DBUS_ERROR_INVALID_ARGS,
               "Nobody looks for a text of more than %d bytes",
               MAX_TEXT);
  return FALSE;
}

gboolean
lineup_arguments_parse_search (GVariant *options,
                               LineupSearch *search,
                               const char **replaces,
                               GError **error)
{
  *search = (LineupSearch){ .kinds = LINEUP_SEARCH_ALL_KINDS,
                            .filter = LINEUP_FILTER_INIT,
                            .limit = DEFAULT_SEARCH_LIMIT,
                            .fuzzy = TRUE };
  *replaces = NULL;
  return lineup_arguments_parse_filter (options, &search->filter, error)
         && lineup_lookup_text (options, "replaces", replaces, error)
         && parse_kinds (options, parse_listed_kind, &search->kinds, error)
         && lineup_lookup_uint (options, "limit", &search->limit, error)
         && lineup_arguments_check_limit (search->limit, error)
         && lineup_lookup_boolean (options, "fuzzy", &search->fuzzy, error);
}

gboolean
lineup_arguments_parse_fields (GVariant *options, const char ***fields, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lineup_lookup_value (options, "fields", G_VARIANT_TYPE_STRING_ARRAY, &value, error))
    return FALSE;
  *fields = value != NULL ? g_variant_get_strv (value, NULL) : NULL;
  return TRUE;
}

static gboolean
lookup_format (GVariant *options, const char **format, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (!lineup_lookup_value (options, "format", G_VARIANT_TYPE_STRING, &value, error))
    return FALSE;
  if (value == NULL)
    return TRUE;

  g_variant_lookup (options, "format", "&s", format);
  if (g_str_equal (*format, "ts") || g_str_equal (*format, "m3u8"))
    return TRUE;
  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "A format is “ts” or “m3u8”");
  return FALSE;
}

gboolean
lineup_arguments_parse_stream_options (GVariant *options,
                                       LineupStreamRequest *request,
                                       GError **error)
{
  g_autoptr (GVariant) start = NULL;
  g_autoptr (GVariant) duration = NULL;

  if (!lookup_format (options, &request->format, error)
      || !lineup_lookup_value (options, "start", G_VARIANT_TYPE_UINT64, &start, error)
      || !lineup_lookup_value (options, "duration", G_VARIANT_TYPE_UINT32, &duration, error))
    return FALSE;
  if (start == NULL && duration == NULL)
    return TRUE;

  request->start = start != NULL ? g_variant_get_uint64 (start) : 0;
  request->duration = duration != NULL ? g_variant_get_uint32 (duration) : 0;
  if (request->start != 0 && request->duration != 0)
    return TRUE;
  g_set_error (error,
               G_DBUS_ERROR,
               G_DBUS_ERROR_INVALID_ARGS,
               "Catch-up needs both “start” and “duration”, neither of them 0");
  return FALSE;
}

static gboolean
fail_catch_up (GError **error, const char *message)
{
  g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, message);
  return FALSE;
}

/* Catch-up with an end instead of a duration. */
static gboolean
take_end (GVariant *options, GVariant *end, LineupStreamRequest *request, GError **error)
{
  g_autoptr (GVariant) start = NULL;
  g_autoptr (GVariant) duration = NULL;

  if (!lookup_format (options, &request->format, error)
      || !lineup_lookup_value (options, "start", G_VARIANT_TYPE_UINT64, &start, error)
      || !lineup_lookup_value (options, "duration", G_VARIANT_TYPE_UINT32, &duration, error))
    return FALSE;
  if (duration != NULL)
    return fail_catch_up (error, "Catch-up has an “end” or a “duration”, not both");
  request->start = start != NULL ? g_variant_get_uint64 (start) : 0;
  request->end = g_variant_get_uint64 (end);
  return (request->start != 0 && request->end != 0)
         || fail_catch_up (error, "Catch-up needs both “start” and “end”, neither of them 0");
}

/* Catch-up of what the guide tells. */
static gboolean
take_programme (GVariant *options,
                GVariant *programme,
                LineupStreamRequest *request,
                GError **error)
{
  static const char *const others[] = { "start", "end", "duration" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (g_variant_lookup (options, others[i], "*", NULL))
        return fail_catch_up (error, "A “programme” says when it is by itself");
    }
  request->programme = g_variant_get_int64 (programme);
  return request->programme > 0 ? lookup_format (options, &request->format, error)
                                : fail_catch_up (error, "There is no such “programme”");
}

gboolean
lineup_arguments_parse_play_options (GVariant *options,
                                     LineupStreamRequest *request,
                                     const char **inhibit,
                                     GError **error)
{
  g_autoptr (GVariant) end = NULL;
  g_autoptr (GVariant) programme = NULL;

  *inhibit = NULL;
  if (!lineup_lookup_text (options, "inhibit", inhibit, error)
      || !lineup_lookup_value (options, "end", G_VARIANT_TYPE_UINT64, &end, error)
      || !lineup_lookup_value (options, "programme", G_VARIANT_TYPE_INT64, &programme, error))
    return FALSE;
  if (programme != NULL)
    return take_programme (options, programme, request, error);
  return end != NULL ? take_end (options, end, request, error)
                     : lineup_arguments_parse_stream_options (options, request, error);
}

gboolean
lineup_arguments_parse_details_options (GVariant *options, gboolean *refresh, GError **error)
{
  *refresh = FALSE;
  return lineup_lookup_boolean (options, "refresh", refresh, error);
}

gboolean
lineup_arguments_check_limit (guint limit, GError **error)
{
  if (limit >= 1 && limit <= LINEUP_QUERY_MAX_LIMIT)
    return TRUE;
  g_set_error (
      error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "A limit is 1 to %d", LINEUP_QUERY_MAX_LIMIT);
  return FALSE;
}

gboolean
lineup_arguments_check_ids (GVariant *ids, GError **error)
{
  if (g_variant_n_children (ids) <= LINEUP_QUERY_MAX_LIMIT)
    return TRUE;
  g_set_error (error,
               G_DBUS_ERROR,
               G_DBUS_ERROR_INVALID_ARGS,
               "At most %d items are had at once",
               LINEUP_QUERY_MAX_LIMIT);
  return FALSE;
}

void
lineup_arguments_return_error (GDBusMethodInvocation *invocation, GError *error)
{
  g_autoptr (GError) owned_error = error;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    g_dbus_method_invocation_return_error_literal (
        invocation, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, error->message);
  else if (lineup_error_is_cancelled (error))
    g_dbus_method_invocation_return_error_literal (
        invocation, LINEUP_ERROR, LINEUP_ERROR_CANCELLED, error->message);
  else
    g_dbus_method_invocation_return_gerror (invocation, error);
}
