/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-name.h"

#include "lineup-fold.h"
#include "lineup-name-word.h"

#include <string.h>

/* Bytes of the longest mark between brackets or bars. */
#define MAX_MARK_BYTES 24

/* Marks that follow one another at most, as in "UHD | EN | ". */
#define MAX_MARKS 4

/* Years of films. */
#define FIRST_YEAR 1880
#define LAST_YEAR  2100

/* What a mark is made of beside what says which version it is, see lineup_name_word_find(), with
 * spaces around: countries as of ISO 3166, languages as of ISO 639,
 * both where lists are seen to have them, qualities, and who a film is shown by. What would be a
 * word of titles in capitals is left out though it is a country: ER, ME, TO. */
static const char *
get_codes (char first)
{
  switch (first)
    {
    case '2':
      return " 24/7 2160P ";
    case '3':
      return " 3D ";
    case '4':
      return " 480P ";
    case '5':
      return " 50FPS 576P ";
    case '6':
      return " 60FPS ";
    case '7':
      return NULL;
    case '8':
      return NULL;
    case '1':
      return " 10BIT ";
    case 'A':
      return (" A+ AE AF AFG AFR AFRICA ALB AMZ AMZN APPLE+ ARA ARG ARM ASIA AT ATV ATV+ "
              "ATVP AU AUS AUT AZ AZE ");
    case 'B':
      return " BA BD BE BEL BH BIH BLURAY BN BO BRA BUL BY ";
    case 'C':
      return " CA CAM CAN CANADA CANAL+ CH CL CO COL CR CS CY CZE ";
    case 'D':
      return " D+ DA DEU DISNEY+ DSNP DUAL DUB DUBBED DV DZ ";
    case 'E':
      return " EC EE EG EL EST EU EURO EX-YU EXYU EX_YU ";
    case 'F':
      return " FA FIL FIN FRA FRE ";
    case 'G':
      return " GB GE GEO GER GRC GRE GT ";
    case 'H':
      return (" H264 H265 HBO HBOMAX HDCAM HDR HDR10 HDR10+ HDTV HEB HEVC HI HIN HK HN HQ "
              "HRV HULU HUN ");
    case 'I':
      return " ID IE IN IND IQ IRAN IRE IS ISR ITA ";
    case 'J':
      return " JA JO JPN ";
    case 'K':
      return " KA KH KO KU KUR KURD KW KZ ";
    case 'L':
      return " LA LAT LB LQ LT LTU LV LY ";
    case 'M':
      return " MA MAX MENA MK MKD MN MT MULTI MULTISUB MX MY ";
    case 'N':
      return " NETFLIX NF NG NLD NORDIC NP NZ ";
    case 'O':
      return " OM OSN OSN+ ";
    case 'P':
      return " P+ PARAMOUNT+ PCOCK PCOK PE PH PMTP PPV PR PRIME PY ";
    case 'Q':
      return " QA ";
    case 'R':
      return " RAW ROM ROU RS RUS ";
    case 'S':
      return " SA SG SHAHID SHWT SI SK SL SLO SPA SQ SRB STARZ SUB SUBBED SUBS SV SW SY ";
    case 'T':
      return " TAMIL TEL TELUGU THA TN TOP TUR TW ";
    case 'U':
      return " UAE UR URDU UY UZ ";
    case 'V':
      return " VE VF VFF VFI VFQ VIP VO VOD VOST VOSTA VOSTEN ";
    case 'W':
      return " WEB WEBRIP ";
    case 'X':
      return " X264 X265 ";
    case 'Y':
      return " YU ";
    case 'Z':
      return " ZA ZH ";
    default:
      return NULL;
    }
}

static gboolean
is_listed (const char *code, gsize length)
{
  char spaced[MAX_MARK_BYTES + 3] = " ";
  const char *codes;

  if (length > MAX_MARK_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    spaced[1 + i] = g_ascii_toupper (code[i]);
  if (lineup_name_word_find (spaced + 1, length) != NULL)
    return TRUE;
  spaced[1 + length] = ' ';
  codes = get_codes (spaced[1]);
  return codes != NULL && strstr (codes, spaced) != NULL;
}

/* Lists are numbered, too, as in "AR1: ". */
static gboolean
is_code (const char *code, gsize length)
{
  return is_listed (code, length)
         || (length > 2 && g_ascii_isdigit (code[length - 1]) && g_ascii_isalpha (code[length - 2])
             && is_listed (code, length - 1));
}

/* Marks are in capitals, which few titles are. Those that begin with a number are in any case. */
static gboolean
is_mark (const char *mark, gsize length)
{
  gsize start = 0;

  while (length > 0 && mark[length - 1] == ' ')
    length--;
  while (start < length && mark[start] == ' ')
    start++;
  mark += start;
  length -= start;
  if (length == 0)
    return FALSE;
  for (gsize i = 0; i < length && !g_ascii_isdigit (mark[0]); i++)
    {
      if (g_ascii_islower (mark[i]))
        return FALSE;
    }
  if (is_code (mark, length))
    return TRUE;

  start = 0;
  for (gsize i = 0; i <= length; i++)
    {
      if (i < length && strchr ("-_/., ", mark[i]) == NULL)
        continue;
      if (!is_code (mark + start, i - start))
        return FALSE;
      start = i + 1;
    }
  return TRUE;
}

/* The character there, and how long it is. Something that is none of those asked for, if it is not
 * valid, or there is none. */
static gunichar
get_character (const char *name, gsize length, gsize at, gsize *n_bytes)
{
  const gunichar character = at < length
                                 ? g_utf8_get_char_validated (name + at, (gssize)(length - at))
                                 : 0;

  *n_bytes = 1;
  if (character > G_MAXINT32)
    return 0;
  *n_bytes = at < length ? (gsize)(g_utf8_next_char (name + at) - (name + at)) : 0;
  return character;
}

static gboolean
is_bar (gunichar character)
{
  switch (character)
    {
    case '|':
    case 0x00a6: /* broken */
    case 0x2016: /* double */
    case 0x2502: /* what boxes are drawn with */
    case 0x2503:
    case 0x2551:
    case 0x258e: /* blocks */
    case 0x258f:
    case 0x2758: /* dingbats */
    case 0x2759:
    case 0x275a:
    case 0xff5c: /* wide */
      return TRUE;
    default:
      return FALSE;
    }
}

static gunichar
get_closing_bracket (gunichar opening)
{
  switch (opening)
    {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    case 0x3010:
      return 0x3011;
    case 0xff08:
      return 0xff09;
    default:
      return 0;
    }
}

static gboolean
is_dash (gunichar character)
{
  return character == '-' || character == 0x2013 || character == 0x2014;
}

static gsize
skip_blanks (const char *name, gsize length, gsize at)
{
  while (at < length && name[at] == ' ')
    at++;
  return at;
}

/* A dash between blanks. Returns where it ends, or its beginning if it is none. */
static gsize
skip_dash (const char *name, gsize length, gsize at)
{
  const gsize dash = skip_blanks (name, length, at);
  gsize n_bytes;

  if (dash == 0 || name[dash - 1] != ' ' || !is_dash (get_character (name, length, dash, &n_bytes))
      || dash + n_bytes >= length || name[dash + n_bytes] != ' ')
    return at;
  return dash + n_bytes;
}

/* Whether it is inside of a number, such as "3:10". */
static gboolean
is_in_number (const char *name, gsize length, gsize at)
{
  return at > 0 && at + 1 < length && g_ascii_isdigit (name[at - 1])
         && g_ascii_isdigit (name[at + 1]);
}

/* What ends a mark at a place: a bracket or a bar that it began with; else a colon, a bar, a dash
 * between blanks. Returns where that ends; the place itself if the mark does not end there. */
static gsize
skip_end (const char *name, gsize length, gsize at, gunichar opening)
{
  gsize n_bytes;
  const gunichar character = get_character (name, length, at, &n_bytes);

  if (get_closing_bracket (opening) != 0)
    return character == get_closing_bracket (opening) ? at + n_bytes : at;
  if (is_bar (character)
      || (character == ':' && !is_bar (opening) && !is_in_number (name, length, at)))
    return at + n_bytes;
  return is_bar (opening) ? at : skip_dash (name, length, at);
}

/* Returns where what follows a mark begins; the mark's own beginning if there is none. */
static gsize
skip_mark (const char *name, gsize length, gsize at)
{
  gsize start = skip_blanks (name, length, at);
  gsize n_bytes;
  const gunichar opening = get_character (name, length, start, &n_bytes);

  if (is_bar (opening) || get_closing_bracket (opening) != 0)
    start += n_bytes;
  for (gsize i = start; i < length && i - start <= MAX_MARK_BYTES; i++)
    {
      const gsize end = g_ascii_isalnum (name[i]) ? i : skip_end (name, length, i, opening);

      if (end > i)
        return is_mark (name + start, i - start)
                   ? skip_blanks (name, length, skip_dash (name, length, end))
                   : at;
      if ((guchar)name[i] >= 0x80)
        break;
    }
  return at;
}

/* Whether a word may begin with it. */
static gboolean
is_letter (gunichar character)
{
  LineupFold parts[LINEUP_FOLD_MAX_PARTS];
  gsize n_parts;

  if (character < 0x80)
    return character != 0 && g_ascii_isalnum ((char)character);
  n_parts = lineup_fold_character (character, parts);
  for (gsize i = 0; i < n_parts; i++)
    {
      if (parts[i].kind != LINEUP_FOLD_GAP && parts[i].kind != LINEUP_FOLD_MARKS)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_word (const char *name, gsize start, gsize end)
{
  gsize n_bytes;

  for (; start < end; start += n_bytes)
    {
      if (is_letter (get_character (name, end, start, &n_bytes)))
        return TRUE;
    }
  return FALSE;
}

/* Returns the year that is all of a text, or the first one of a series'; 0 if it is none. */
static guint
read_year (const char *text, gsize length)
{
  guint year = 0;
  gsize n_bytes;
  gsize at = 4;

  if (length < 4)
    return 0;
  for (gsize i = 0; i < 4; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return 0;
      year = year * 10 + (guint)g_ascii_digit_value (text[i]);
    }
  if (is_dash (get_character (text, length, at, &n_bytes)))
    {
      at += n_bytes;
      while (at < length && (g_ascii_isdigit (text[at]) || text[at] == ' '))
        at++;
    }
  return at == length && year >= FIRST_YEAR && year <= LAST_YEAR ? year : 0;
}

/* What is in the brackets that a text ends with. Returns where they begin, or the end if there are
 * none. */
static gsize
find_brackets (const char *name, gsize start, gsize end, const char **content, gsize *n_content)
{
  const char *closing = g_utf8_find_prev_char (name + start, name + end);
  gsize n_bytes;

  if (closing == NULL)
    return end;
  for (const char *at = closing; at > name + start && closing - at <= MAX_MARK_BYTES + 3;)
    {
      gunichar expected;

      at = g_utf8_find_prev_char (name + start, at);
      if (at == NULL)
        break;
      expected = get_closing_bracket (get_character (name, end, (gsize)(at - name), &n_bytes));
      if (expected == 0)
        continue;
      if (expected != g_utf8_get_char_validated (closing, name + end - closing))
        break;
      *content = at + n_bytes;
      *n_content = (gsize)(closing - *content);
      return (gsize)(at - name);
    }
  return end;
}

/* A point at the end is what is left of a file's name. */
static gsize
trim (const char *name, gsize start, gsize end)
{
  while (end > start && (name[end - 1] == ' ' || name[end - 1] == '.'))
    end--;
  return end;
}

/* The year, and marks around it, such as "(1995) (US)" and "[4K] (1995)". */
static void
split_end (const char *name, LineupNameParts *parts)
{
  for (guint i = 0; i < MAX_MARKS; i++)
    {
      const gsize end = trim (name, parts->core_start, parts->core_end);
      const char *content = NULL;
      gsize n_content = 0;
      const gsize start = find_brackets (name, parts->core_start, end, &content, &n_content);
      guint year;

      if (start == end || !has_word (name, parts->core_start, start))
        return;
      year = parts->year == 0 ? read_year (content, n_content) : 0;
      if (year == 0 && !is_mark (content, n_content))
        return;
      if (year != 0)
        {
          parts->year = year;
          parts->year_start = start;
          parts->year_end = end;
        }
      parts->core_end = trim (name, parts->core_start, start);
    }
}

void
lineup_name_split (const char *name, gsize length, LineupNameParts *parts)
{
  *parts = (LineupNameParts){ .core_end = length };
  for (guint i = 0; i < MAX_MARKS; i++)
    {
      const gsize next = skip_mark (name, length, parts->core_start);

      if (next == parts->core_start || !has_word (name, next, length))
        break;
      parts->core_start = next;
    }
  if (length > 0)
    split_end (name, parts);
  if (parts->year == 0)
    parts->year_start = parts->year_end = parts->core_end;
}
