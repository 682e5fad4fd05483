/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-setting.h"

/* What a default is where the value is that of a setting. */
static char *
describe_default (const LineupSetting *setting)
{
  if (setting->type == LINEUP_SETTING_TYPE_SWITCH)
    return g_strdup (setting->default_number != 0 ? "true" : "false");
  if (setting->type == LINEUP_SETTING_TYPE_NUMBER)
    return g_strdup_printf ("%u", setting->default_number);
  return g_strdup (setting->default_text != NULL ? setting->default_text : "");
}

/* Prints the table of an account's settings for checks in Python: name, key, type, whether it is a
 * habit, default, least and largest number, texts, with a tab between them. */
int
main (void)
{
  static const char *const types[] = {
    [LINEUP_SETTING_TYPE_TEXT] = "text",
    [LINEUP_SETTING_TYPE_SWITCH] = "switch",
    [LINEUP_SETTING_TYPE_NUMBER] = "number",
    [LINEUP_SETTING_TYPE_LIST] = "list",
  };

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      g_autofree char *by_default = describe_default (setting);
      g_autofree char *choices = setting->choices != NULL
                                     ? g_strjoinv (" ", (char **)setting->choices)
                                     : g_strdup ("");

      g_print ("%s\t%s\t%s\t%s\t%s\t%u\t%u\t%s\n",
               setting->name,
               setting->key != NULL ? lineup_setting_get_file_key (setting) : "",
               types[setting->type],
               (setting->use & LINEUP_SETTING_USE_HABIT) != 0 ? "habit" : "",
               by_default,
               setting->min,
               setting->max,
               choices);
    }
  return 0;
}
