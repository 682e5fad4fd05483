/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupJsonType:
 *
 * What a value is, by its first byte.
 */
typedef enum
{
  LINEUP_JSON_STRING,
  LINEUP_JSON_NUMBER,
  LINEUP_JSON_TRUE,
  LINEUP_JSON_FALSE,
  LINEUP_JSON_NULL,
  LINEUP_JSON_OBJECT,
  LINEUP_JSON_ARRAY,
} LineupJsonType;

/**
 * LineupJsonValue:
 * @type: a #LineupJsonType
 * @text: where it is written: of a string what is between the quotes, escapes and all, else
 *   everything, with the brackets
 * @length: number of bytes
 *
 * One value, not decoded: many are never looked at.
 */
typedef struct
{
  LineupJsonType type;
  const char *text; /* (unowned) */
  gsize length;
} LineupJsonValue;

/**
 * lineup_json_value_is:
 * @self: a string, such as a key
 * @text: what it may be
 *
 * Returns: whether it is @text, without a single escape
 */
gboolean lineup_json_value_is (const LineupJsonValue *self, const char *text);

/**
 * LineupJson:
 *
 * Walks over the members of one JSON object, or the values of one array, without allocating and
 * without building anything; what is nested in it is passed over and can be walked by itself. Made
 * for the flat objects of which panels' lists consist. Lives on the stack; fields are private.
 *
 * Strict about structure, forgiving about the rest: control characters in strings, numbers of any
 * form, `NaN` and its kin, which are null.
 */
typedef struct
{
  const char *next; /* (unowned) */
  const char *end;  /* (unowned) */
  char closer;
  gboolean at_first;
  gboolean closed;
} LineupJson;

/**
 * lineup_json_find:
 * @text: what a panel sent, without NULs in it
 *
 * Returns: (nullable): where the JSON begins: at the first bracket; after junk, such as PHP's
 *   warnings, at the first one that may begin an object with members
 */
const char *lineup_json_find (const char *text);

/**
 * lineup_json_init:
 * @self: (out caller-allocates): to walk with
 * @text: JSON text of an object or array; must stay
 * @length: number of bytes
 *
 * Returns: whether @text begins as an object or array
 */
gboolean lineup_json_init (LineupJson *self, const char *text, gsize length);

/**
 * lineup_json_init_object:
 * @self: (out caller-allocates): to walk with
 * @text: JSON text of an object; must stay
 * @length: number of bytes
 *
 * Returns: whether @text begins as an object
 */
gboolean lineup_json_init_object (LineupJson *self, const char *text, gsize length);

/**
 * lineup_json_next:
 * @self: a walk
 * @key: (out): the key of the next member; of length 0 in an array
 * @value: (out): the next value
 *
 * Returns: %FALSE when there is no other, or what comes is no JSON
 */
gboolean lineup_json_next (LineupJson *self, LineupJsonValue *key, LineupJsonValue *value);

/**
 * lineup_json_is_closed:
 * @self: a walk over which lineup_json_next() has said %FALSE
 *
 * Returns: whether the object or array has been walked to its closing bracket, the end of the text
 */
gboolean lineup_json_is_closed (LineupJson *self);

/**
 * lineup_json_is_no_number:
 * @text: a word that is no string
 * @length: number of bytes
 *
 * Some encoders write what JSON has no number for. It says nothing.
 *
 * Returns: whether it is `NaN` or `Infinity`, in any case, with or without a sign
 */
gboolean lineup_json_is_no_number (const char *text, gsize length);

/**
 * lineup_json_value_copy_text:
 * @self: a string, or a value of another type, whose text is then taken as it is
 * @buffer: of at least @max_length + 1 bytes; three times the value's length and one are always
 *   enough
 * @max_length: longer text is cut at a character's end
 *
 * Decodes a string: escapes are resolved; what is no UTF-8 and lone surrogates become U+FFFD; NUL
 * is left out.
 *
 * Returns: number of bytes in @buffer, which also gets a NUL after them
 */
gsize lineup_json_value_copy_text (const LineupJsonValue *self, char *buffer, gsize max_length);

G_END_DECLS
