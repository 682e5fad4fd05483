/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-title.h"

/* Names are a beginning and an end of the same language. */
typedef struct
{
  const char *const *heads;
  const char *const *tails;
  const char *glue;
} Language;

static const char *const english_heads[]
    = { "The Quiet",    "The Last",      "A Distant",  "The Broken", "Midnight",   "The Golden",
        "Seven",        "The Hidden",    "Beyond the", "Return to",  "The Winter", "Under the",
        "The Glass",    "The Salt",      "Silver",     "A Borrowed", "The Paper",  "Northern",
        "The Unlikely", "Good Morning,", NULL };
static const char *const english_tails[]
    = { "Harbour", "Lighthouse", "Orchard", "Horizon",   "Express",    "Cartographer", "Summer",
        "Promise", "Detective",  "Island",  "Violin",    "Neighbours", "Frontier",     "Clockmaker",
        "Storm",   "Garden",     "Witness", "Astronaut", "Library",    "Secret",       NULL };
static const char *const french_heads[] = { "L'Été",     "La Nuit",    "Le Garçon", "Les Fenêtres",
                                            "Une Forêt", "Le Château", "À l'ombre", NULL };
static const char *const french_tails[] = { "de Marseille", "sans fin", "du boulanger",
                                            "d'hiver",      "oubliée",  "des étoiles",
                                            "de ma mère",   NULL };
static const char *const spanish_heads[]
    = { "El Niño", "La Montaña", "Los Años", "Mañana", "El Corazón", "La Última Canción", NULL };
static const char *const spanish_tails[] = { "de Sevilla",   "del mar",   "sin nombre", "perdido",
                                             "de la abuela", "y el león", NULL };
static const char *const german_heads[]
    = { "Das Mädchen", "Die Brücke", "Der Schlüssel", "Grüße", "Fünf Tage", "Die Straße", NULL };
static const char *const german_tails[] = { "aus München", "über dem Fluß", "im Nebel",
                                            "von nebenan", "ohne Rückkehr", NULL };
static const char *const polish_heads[]
    = { "Zimowa", "Ostatnia", "Cicha", "Żółta", "Daleka", NULL };
static const char *const polish_tails[]
    = { "podróż", "miłość", "łódź", "ścieżka", "źrenica", NULL };
static const char *const russian_heads[] = { "Последний", "Тихий",   "Северный",
                                             "Белый",     "Далёкий", NULL };
static const char *const russian_tails[]
    = { "поезд", "берег", "город", "вечер", "свидетель", NULL };
static const char *const greek_heads[] = { "Το κορίτσι", "Η θάλασσα", "Ο δρόμος", "Η νύχτα", NULL };
static const char *const greek_tails[]
    = { "της Αθήνας", "του χειμώνα", "χωρίς τέλος", "με τα γιασεμιά", NULL };
static const char *const arabic_heads[] = { "ليل", "طريق", "بيت", "حكاية", NULL };
static const char *const arabic_tails[] = { "البحر", "المدينة", "الياسمين", "الصحراء", NULL };
static const char *const japanese_heads[] = { "夏の", "静かな", "遠い", "最後の", "雨の", NULL };
static const char *const japanese_tails[] = { "約束", "図書館", "駅", "物語", "島", NULL };

static const Language languages[] = {
  { english_heads, english_tails, " " }, { english_heads, english_tails, " " },
  { english_heads, english_tails, " " }, { english_heads, english_tails, " & the " },
  { french_heads, french_tails, " " },   { spanish_heads, spanish_tails, " " },
  { german_heads, german_tails, " " },   { polish_heads, polish_tails, " " },
  { russian_heads, russian_tails, " " }, { greek_heads, greek_tails, " " },
  { arabic_heads, arabic_tails, " " },   { japanese_heads, japanese_tails, "" },
};

static const char *const first_names[]
    = { "Anna",  "José",   "Zoë",   "Björn", "Chloé",  "Miguel", "Ingrid", "Søren",   "Łucja",
        "Aylin", "Nadia",  "Tomáš", "Maeve", "Rafael", "Yūki",   "Priya",  "Dimitri", "Eleni",
        "Omar",  "Ștefan", "Noor",  "Lars",  "Ioana",  "Kofi",   "Linh",   NULL };
static const char *const last_names[]
    = { "Almeida",  "Brandt",       "Çelik",   "Dvořák",   "Eriksson",  "Fournier", "García",
        "Haddad",   "Ibáñez",       "Jansen",  "Kowalska", "Lindqvist", "Müller",   "Novák",
        "O'Connor", "Papadopoulou", "Quiroga", "Rossi",    "Sørensen",  "Tanaka",   "Ułan",
        "Vasquez",  "Wójcik",       "Yılmaz",  "Zhang",    NULL };

static const char *const subjects[] = { "A retired teacher",
                                        "A pair of sisters",
                                        "The captain of a ferry",
                                        "A young violinist",
                                        "An honest accountant",
                                        "The mayor's daughter",
                                        "A cook without a kitchen",
                                        "The night porter",
                                        "An old friend from Kraków",
                                        "A family of beekeepers",
                                        "The inspector",
                                        "A café owner in São Paulo",
                                        NULL };
static const char *const deeds[] = { "inherits a house that nobody wants",
                                     "finds a letter that was never sent",
                                     "must cross the mountains before winter",
                                     "agrees to one last performance",
                                     "hides a stranger in the attic",
                                     "is blamed for a theft on the river",
                                     "takes the wrong suitcase at the station",
                                     "builds a radio out of scrap",
                                     "follows the music to a closed theatre",
                                     "makes a bet with the harbour master",
                                     "wakes up in somebody else's story",
                                     "tries to sell the only bridge in town",
                                     NULL };
static const char *const endings[] = { "while the whole village watches.",
                                       "and learns what silence costs.",
                                       "before the first snow falls.",
                                       "with nothing but a map and a dog.",
                                       "only to meet the past at the door.",
                                       "as the elections draw near.",
                                       "and nobody believes a word of it.",
                                       "until the tide comes in.",
                                       "against the advice of everyone at the table.",
                                       "for reasons known to the cat alone.",
                                       "and \"home\" turns out to be a verb.",
                                       "in the longest night of the year.",
                                       NULL };

static const char *const genres[] = { "Drama",           "Comedy",    "Action",  "Thriller",
                                      "Documentary",     "Animation", "Crime",   "Family",
                                      "Science Fiction", "Horror",    "Romance", "Mystery",
                                      "Western",         NULL };
static const char *const genre_glues[] = { ", ", " / ", "|", NULL };

static const char *const channel_heads[] = { "Canal", "Antenne", "Radio",   "Tele",
                                             "Kanal", "Первый",  "TV",      "News",
                                             "Sport", "Cine",    "Cartoon", "Musique",
                                             "Nova",  "Alpha",   "Delta",   NULL };
static const char *const channel_tails[] = { "Uno",  "Deux",  "24",      "Nord",     "Süd",
                                             "Plus", "Extra", "Classic", "Première", "Local",
                                             "Kids", "World", NULL };
static const char *const channel_countries[] = { "UK", "FR", "DE", "ES", "PL", "PT", "SE",
                                                 "TR", "US", "BR", "GR", "RO", NULL };
static const char *const qualities[] = { "SD", "HD", "FHD", "4K ᵁᴴᴰ", "HEVC", NULL };

LineupFakeTitle *
lineup_fake_title_new (void)
{
  LineupFakeTitle *self = g_new0 (LineupFakeTitle, 1);

  self->name = g_string_new (NULL);
  self->genre = g_string_new (NULL);
  self->plot = g_string_new (NULL);
  self->cast = g_string_new (NULL);
  self->director = g_string_new (NULL);
  self->icon = g_string_new (NULL);
  self->epg_id = g_string_new (NULL);
  return self;
}

void
lineup_fake_title_free (LineupFakeTitle *self)
{
  g_string_free (self->name, TRUE);
  g_string_free (self->genre, TRUE);
  g_string_free (self->plot, TRUE);
  g_string_free (self->cast, TRUE);
  g_string_free (self->director, TRUE);
  g_string_free (self->icon, TRUE);
  g_string_free (self->epg_id, TRUE);
  g_free (self);
}

static void
clear_title (LineupFakeTitle *self)
{
  g_string_truncate (self->name, 0);
  g_string_truncate (self->genre, 0);
  g_string_truncate (self->plot, 0);
  g_string_truncate (self->cast, 0);
  g_string_truncate (self->director, 0);
  g_string_truncate (self->icon, 0);
  g_string_truncate (self->epg_id, 0);
  self->year = 0;
  self->minutes = 0;
}

static void
add_person (GString *text, LineupRandom *random)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, lineup_random_pick (random, first_names));
  g_string_append_c (text, ' ');
  g_string_append (text, lineup_random_pick (random, last_names));
}

static void
add_genre (GString *text, LineupRandom *random)
{
  if (text->len > 0)
    g_string_append (text, lineup_random_pick (random, genre_glues));
  g_string_append (text, lineup_random_pick (random, genres));
}

void
lineup_fake_title_make_channel (LineupFakeTitle *self, LineupRandom *random)
{
  const char *country = lineup_random_pick (random, channel_countries);
  const char *head = lineup_random_pick (random, channel_heads);
  const char *tail = lineup_random_pick (random, channel_tails);
  guint number = lineup_random_below (random, 40);
  guint with_epg = lineup_random_below (random, 3);

  clear_title (self);
  g_string_append_printf (self->name, "%s: %s %s", country, head, tail);
  if (number > 0)
    g_string_append_printf (self->name, " %u", number);
  g_string_append_printf (self->name, " %s", lineup_random_pick (random, qualities));
  if (with_epg == 0)
    {
      g_autofree char *id = g_strdup_printf ("%s%s%u.%s", head, tail, number, country);

      g_string_append (self->epg_id, id);
    }
}

void
lineup_fake_title_make_video (LineupFakeTitle *self, LineupRandom *random)
{
  const Language *language = &languages[lineup_random_below (random, G_N_ELEMENTS (languages))];
  guint n_genres = 1 + lineup_random_below (random, 3);
  guint n_people = 2 + lineup_random_below (random, 4);
  guint sequel = lineup_random_below (random, 12);

  clear_title (self);
  g_string_append (self->name, lineup_random_pick (random, language->heads));
  g_string_append (self->name, language->glue);
  g_string_append (self->name, lineup_random_pick (random, language->tails));
  if (sequel >= 2 && sequel <= 4)
    g_string_append_printf (self->name, " %u", sequel);

  for (guint i = 0; i < n_genres; i++)
    add_genre (self->genre, random);
  for (guint i = 0; i < n_people; i++)
    add_person (self->cast, random);
  add_person (self->director, random);
  self->year = 1950 + lineup_random_below (random, 76);
  self->minutes = 20 + lineup_random_below (random, 140);
}

void
lineup_fake_title_add_plot (LineupFakeTitle *self, LineupRandom *random, gsize length)
{
  while (self->plot->len < length)
    {
      if (self->plot->len > 0)
        g_string_append_c (self->plot, ' ');
      g_string_append (self->plot, lineup_random_pick (random, subjects));
      g_string_append_c (self->plot, ' ');
      g_string_append (self->plot, lineup_random_pick (random, deeds));
      g_string_append_c (self->plot, ' ');
      g_string_append (self->plot, lineup_random_pick (random, endings));
    }
}

void
lineup_fake_title_add_icon (LineupFakeTitle *self, LineupRandom *random)
{
  if (self->icon->len == 0)
    g_string_append_printf (self->icon,
                            "http://img.example/p/%016" G_GINT64_MODIFIER "x.jpg",
                            lineup_random_next (random));
}
