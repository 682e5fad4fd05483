/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-token.h"

const char *
lineup_token_from_enum (GType type, int value)
{
  g_autoptr (GTypeClass) type_class = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (G_ENUM_CLASS (type_class), value);

  g_return_val_if_fail (found != NULL, NULL);

  /* The nick is in the program's text, and outlives the class. */
  return found->value_nick;
}

gboolean
lineup_token_to_enum (GType type, const char *token, int *value)
{
  g_autoptr (GTypeClass) type_class = g_type_class_ref (type);
  const GEnumValue *found = token != NULL
                                ? g_enum_get_value_by_nick (G_ENUM_CLASS (type_class), token)
                                : NULL;

  if (found == NULL)
    return FALSE;
  *value = found->value;
  return TRUE;
}
