/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-country.h"

#include <string.h>

/* Letters of the longest name, and of the longest code. */
#define MAX_NAME 15
#define MAX_CODE 3

/* ISO 3166, without `tv`: it is what names of channels end in, wherever these are. */
static const char codes[] = " ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh "
                            "bi bj bl bm bn bo bq br "
                            "bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx "
                            "cy cz de dj dk dm do dz "
                            "ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm "
                            "gn gp gq gr gs gt gu gw "
                            "gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg "
                            "kh ki km kn kp kr kw ky "
                            "kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn "
                            "mo mp mq mr ms mt mu mv "
                            "mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk "
                            "pl pm pn pr ps pt pw py "
                            "qa re ro rs ru rw sa sb sc se sg sh si sj sk sl sm sn so sr ss st sv "
                            "sx sy sz tc td tf tg th "
                            "tj tk tl tm tn to tr tt tw tz ua ug um us uy uz va vc ve vg vi vn vu "
                            "wf ws xk ye yt za zm zw ";

/* How lists write countries beside that. */
static const struct
{
  const char *name;
  const char *code;
} names[] = {
  { "uk", "gb" },          { "usa", "us" },       { "ger", "de" },         { "deu", "de" },
  { "fra", "fr" },         { "ita", "it" },       { "esp", "es" },         { "por", "pt" },
  { "ned", "nl" },         { "nld", "nl" },       { "pol", "pl" },         { "tur", "tr" },
  { "bel", "be" },         { "aut", "at" },       { "can", "ca" },         { "bra", "br" },
  { "mex", "mx" },         { "alb", "al" },       { "rou", "ro" },         { "swe", "se" },
  { "nor", "no" },         { "den", "dk" },       { "fin", "fi" },         { "gre", "gr" },
  { "rus", "ru" },         { "ukr", "ua" },       { "ind", "in" },         { "aus", "au" },
  { "france", "fr" },      { "germany", "de" },   { "deutschland", "de" }, { "austria", "at" },
  { "italy", "it" },       { "italia", "it" },    { "spain", "es" },       { "portugal", "pt" },
  { "netherlands", "nl" }, { "nederland", "nl" }, { "belgium", "be" },     { "poland", "pl" },
  { "polska", "pl" },      { "turkey", "tr" },    { "canada", "ca" },      { "brazil", "br" },
  { "brasil", "br" },      { "mexico", "mx" },    { "albania", "al" },     { "romania", "ro" },
  { "sweden", "se" },      { "norway", "no" },    { "denmark", "dk" },     { "finland", "fi" },
  { "greece", "gr" },      { "russia", "ru" },    { "ukraine", "ua" },     { "india", "in" },
  { "australia", "au" },   { "ireland", "ie" },   { "switzerland", "ch" },
};

static LineupCountry
pack (const char *code)
{
  return (LineupCountry)(code[0] << 8 | code[1]);
}

/* Says which country a word is, of letters in any case. */
static LineupCountry
look_up (const char *word, gsize length)
{
  char folded[MAX_NAME + 1] = "";
  char padded[] = "    ";

  if (length < 2 || length > MAX_NAME)
    return LINEUP_COUNTRY_UNKNOWN;
  for (gsize i = 0; i < length; i++)
    folded[i] = g_ascii_tolower (word[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strcmp (folded, names[i].name) == 0)
        return pack (names[i].code);
    }
  if (length != 2)
    return LINEUP_COUNTRY_UNKNOWN;
  memcpy (padded + 1, folded, 2);
  return strstr (codes, padded) != NULL ? pack (folded) : LINEUP_COUNTRY_UNKNOWN;
}

static gsize
measure_word (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalpha (text[length]))
    length++;
  return length;
}

static const char *
skip_blanks (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

static gboolean
begins_name (const char *text)
{
  return *skip_blanks (text) != '\0';
}

/* Goes behind what parts a country from a name, %NULL if nothing does. A hyphen does between blanks
 * only: it is in names, too. */
static const char *
skip_mark (const char *text, char closing)
{
  const char *at = skip_blanks (text);

  if (closing != '\0')
    return *at == closing ? at + 1 : NULL;
  if (*at == ':' || *at == '|')
    return at + 1;
  return at > text && *at == '-' && g_ascii_isspace (at[1]) ? at + 1 : NULL;
}

LineupCountry
lineup_country_from_name (const char *name, const char **rest)
{
  const char *at = skip_blanks (name);
  const char closing = *at == '|' ? '|' : *at == '[' ? ']' : '\0';
  const char *word = closing != '\0' ? skip_blanks (at + 1) : at;
  const gsize length = measure_word (word);
  const char *behind = length <= MAX_CODE ? skip_mark (word + length, closing) : NULL;
  LineupCountry country = LINEUP_COUNTRY_UNKNOWN;

  if (behind != NULL && begins_name (behind))
    country = look_up (word, length);
  if (rest != NULL)
    *rest = country != LINEUP_COUNTRY_UNKNOWN ? behind : name;
  return country;
}

LineupCountry
lineup_country_from_group (const char *group)
{
  LineupCountry country = LINEUP_COUNTRY_UNKNOWN;
  const char *word = NULL;
  gsize length = 0;

  if (group == NULL)
    return LINEUP_COUNTRY_UNKNOWN;
  country = lineup_country_from_name (group, NULL);
  if (country != LINEUP_COUNTRY_UNKNOWN)
    return country;
  word = group + strspn (group, " |[");
  length = measure_word (word);
  /* A word of a few letters may be another one, where something follows. */
  if (length > MAX_CODE || word[length + strspn (word + length, " |]")] == '\0')
    country = look_up (word, length);
  return country;
}

LineupCountry
lineup_country_from_id (const char *id)
{
  const gsize length = id != NULL ? strcspn (id, "@") : 0;

  if (length < 4 || id[length - 3] != '.')
    return LINEUP_COUNTRY_UNKNOWN;
  return look_up (id + length - 2, 2);
}
