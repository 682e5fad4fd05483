/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-json.h"
#include "lineup-scalar.h"

G_BEGIN_DECLS

/* Bytes: longer text is cut at a character's end; longer URLs are dropped. */
#define LINEUP_FIELD_READER_MAX_TEXT (64 * 1024)
#define LINEUP_FIELD_READER_MAX_URL  2048

/**
 * lineup_field_to_integer:
 *
 * Returns: the number in a number or string; -1 if it is no whole number or negative
 */
gint64 lineup_field_to_integer (const LineupJsonValue *value);

/**
 * lineup_field_to_flag:
 *
 * Returns: 1 or 0, as a boolean, number or string says; -1 for anything else
 */
int lineup_field_to_flag (const LineupJsonValue *value);

/**
 * lineup_field_to_rating:
 *
 * Returns: 0 to 10, 0 if unknown
 */
double lineup_field_to_rating (const LineupJsonValue *value);

/**
 * lineup_field_to_year:
 *
 * Returns: a year, 0 if unknown
 */
guint lineup_field_to_year (const LineupJsonValue *value);

/**
 * lineup_field_to_duration:
 * @value: the value
 * @unit: what a bare number counts
 *
 * Returns: seconds, 0 if unknown
 */
gint64 lineup_field_to_duration (const LineupJsonValue *value, LineupTimeUnit unit);

/**
 * lineup_field_to_time:
 *
 * Returns: Unix seconds, 0 if unknown
 */
gint64 lineup_field_to_time (const LineupJsonValue *value);

/**
 * LineupFieldReader:
 *
 * Room for all text of one element, made before its first field is read, so that reading fields
 * allocates nothing and pointers last until the next element. Fields are private; all zeros at
 * first.
 *
 * All copy functions trim the text, make it valid UTF-8, and return %NULL for a value of the wrong
 * type or without any text.
 */
typedef struct
{
  char *buffer; /* (owned) (nullable) */
  gsize size;
  gsize used;
} LineupFieldReader;

/**
 * lineup_field_reader_clear:
 *
 * Frees the room.
 */
void lineup_field_reader_clear (LineupFieldReader *self);

/**
 * lineup_field_reader_begin:
 * @self: a reader
 * @length: length of the element whose fields will come, each at most once
 *
 * Makes room; earlier text is gone.
 */
void lineup_field_reader_begin (LineupFieldReader *self, gsize length);

/**
 * lineup_field_reader_copy_name:
 *
 * Returns: (nullable): the text of a string or number, whatever it says, with characters for
 *   entities
 */
const char *lineup_field_reader_copy_name (LineupFieldReader *self, const LineupJsonValue *value);

/**
 * lineup_field_reader_copy_text:
 *
 * Returns: (nullable): the text of a string or number as it is, such as an id's; %NULL if it says
 *   that it is unknown
 */
const char *lineup_field_reader_copy_text (LineupFieldReader *self, const LineupJsonValue *value);

/**
 * lineup_field_reader_copy_prose:
 *
 * Returns: (nullable): text for people, with characters for entities; %NULL if it says that it is
 *   unknown, or is an address
 */
const char *lineup_field_reader_copy_prose (LineupFieldReader *self, const LineupJsonValue *value);

/**
 * lineup_field_reader_copy_list:
 *
 * Returns: (nullable): words for people, as lineup_field_reader_copy_prose(); the parts of an array
 *   with commas between them
 */
const char *lineup_field_reader_copy_list (LineupFieldReader *self, const LineupJsonValue *value);

/**
 * lineup_field_reader_copy_url:
 *
 * Returns: (nullable): an http or https URL of bearable length
 */
const char *lineup_field_reader_copy_url (LineupFieldReader *self, const LineupJsonValue *value);

/**
 * lineup_field_reader_copy_extension:
 *
 * Returns: (nullable): letters and digits in lower case, without a dot
 */
const char *
lineup_field_reader_copy_extension (LineupFieldReader *self, const LineupJsonValue *value);

/**
 * lineup_field_reader_copy_date:
 *
 * Returns: (nullable): `YYYY-MM-DD` where it can be read, else the text
 */
const char *lineup_field_reader_copy_date (LineupFieldReader *self, const LineupJsonValue *value);

/**
 * lineup_field_reader_copy_number:
 *
 * Returns: (nullable): decimal digits without leading zeros; %NULL for 0 and what is no whole
 * number
 */
const char *lineup_field_reader_copy_number (LineupFieldReader *self, const LineupJsonValue *value);

/**
 * lineup_field_reader_copy_channel_number:
 * @self: a reader
 * @value: the value
 * @whole: (out): the number's whole part, -1 if it is no number above 0
 *
 * Returns: (nullable): the number, such as `5.1`, where @whole is not all of it
 */
const char *lineup_field_reader_copy_channel_number (LineupFieldReader *self,
                                                     const LineupJsonValue *value,
                                                     gint64 *whole);

/**
 * lineup_field_reader_copy_category:
 *
 * Returns: (nullable): a category's id: a whole number or any text
 */
const char *
lineup_field_reader_copy_category (LineupFieldReader *self, const LineupJsonValue *value);

/**
 * lineup_field_reader_copy_categories:
 * @self: a reader
 * @value: one id, an array of them or an object, also as text: `1,2`, `[1]`
 * @ids: (out caller-allocates) (array length=max_ids): the ids of categories, without 0, which
 *   stands for none
 * @max_ids: how many there may be
 *
 * Returns: how many there are
 */
gsize lineup_field_reader_copy_categories (LineupFieldReader *self,
                                           const LineupJsonValue *value,
                                           const char **ids,
                                           gsize max_ids);

/**
 * lineup_field_reader_join:
 * @self: a reader
 * @prefix: a short text of our own
 * @text: text of the element
 *
 * Returns: both in one; to be called once an element
 */
const char *
lineup_field_reader_join (LineupFieldReader *self, const char *prefix, const char *text);

/**
 * lineup_field_reader_print_integer:
 *
 * Returns: @number as text; to be called once an element
 */
const char *lineup_field_reader_print_integer (LineupFieldReader *self, gint64 number);

G_END_DECLS
