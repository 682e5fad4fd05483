/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-text.h"

#include <string.h>

/* What the reader makes of each row of epg-wire-format's table of quirks, section 2; tests are
 * called after the rows. Of what the guide's database or matching does with it, the part that the
 * reader has in it: that all of it comes out as it was sent. */

#define HEAD      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tv>\n"
#define TAIL      "</tv>\n"
#define TITLE     "<title>T</title>"
#define AT(times) HEAD "<programme " times " channel=\"c\">" TITLE "</programme>" TAIL
#define WITH(xml) HEAD "<programme start=\"2026\" channel=\"c\">" xml "</programme>" TAIL
#define P         "p c 20260101000000 ?"
#define T         P "|title=T"

typedef struct
{
  const char *name;
  const char *guide;
  const char *expected;
  const char *zone; /* (nullable): of times without one */
} Row;

static const Row rows[] = {
  /* Times */
  { "times/no-zone",
    AT ("start='20260105201500' stop='20260105213000'"),
    "p c 20260105201500 20260105213000|title=T\nwhole",
    NULL },
  { "times/no-zone-set",
    AT ("start='20260105201500' stop='20260705213000'"),
    "p c 20260105191500 20260705193000|title=T\nwhole",
    "Europe/Paris" },
  { "times/no-blank",
    AT ("start='20260105201500+0100' stop='20260105213000-0330'"),
    "p c 20260105191500 20260106010000|title=T\nwhole",
    "Europe/Paris" },
  { "times/zone-forms",
    AT ("start='20260105201500 +01:00' stop='20260105213000 +01'"),
    "p c 20260105191500 20260105203000|title=T\nwhole",
    NULL },
  { "times/zone-names",
    AT ("start='20260705201500 Z' stop='20260705213000 BST'"),
    "p c 20260705201500 20260705203000|title=T\nwhole",
    "Asia/Tokyo" },
  { "times/zone-unknown",
    AT ("start='20260705201500 Nowhere' stop='20260705213000 +9900'"),
    "p c 20260705201500 20260705213000|title=T\nwhole",
    "Asia/Tokyo" },
  { "times/short",
    AT ("start='202601052015' stop='20260106'"),
    "p c 20260105201500 20260106000000|title=T\nwhole",
    NULL },
  { "times/short-zone",
    AT ("start='202601052015 +0100' stop='2026010522'"),
    "p c 20260105191500 20260105220000|title=T\nwhole",
    NULL },
  { "times/wrong-zone",
    AT ("start='20260105201500 +0000' stop='20260105213000 +0000'"),
    "p c 20260105201500 20260105213000|title=T\nwhole",
    "Europe/Paris" },
  { "times/utc-with-local-zone",
    AT ("start='20260705213000 +0200'"),
    "p c 20260705193000 ?|title=T\nwhole",
    NULL },
  { "times/zone-not-following-dst",
    AT ("start='20260105213000 +0300'"),
    "p c 20260105183000 ?|title=T\nwhole",
    "Europe/Athens" },
  { "times/no-stop",
    WITH (TITLE "<length units='minutes'>45</length>"),
    T "|length=2700\nwhole",
    NULL },
  { "times/stop-before-start",
    AT ("start='20260105201500' stop='20260105201500'"),
    "p c 20260105201500 ?|title=T\nwhole",
    NULL },
  { "times/stop-unreadable",
    AT ("start='20260105201500' stop='soon'"),
    "p c 20260105201500 ?|title=T\nwhole",
    NULL },
  { "times/start-unreadable", AT ("start='soon'"), "1 rejected\nwhole", NULL },
  { "times/start-missing", AT ("stop='2026'"), "1 rejected\nwhole", NULL },
  { "times/overlaps",
    HEAD "<programme start='2026010520' stop='2026010522' channel='c'>" TITLE "</programme>"
         "<programme start='2026010521' stop='2026010523' channel='c'>" TITLE "</programme>" TAIL,
    "p c 20260105200000 20260105220000|title=T\np c 20260105210000 20260105230000|title=T\nwhole",
    NULL },
  { "times/duplicates",
    HEAD "<programme start='2026' channel='c'>" TITLE "</programme>"
         "<programme start='2026' channel='c'>" TITLE
         "<episode-num>E1</episode-num></programme>" TAIL,
    T "\n" T "|episode=1|number=E1\nwhole",
    NULL },
  { "times/extra-short-item",
    AT ("start='20260105235900' stop='20260106001400'"),
    "p c 20260105235900 20260106001400|title=T\nwhole",
    NULL },
  { "times/guide-ends-soon",
    AT ("start='20260105200000' stop='20260105213000'"),
    "p c 20260105200000 20260105213000|title=T\nwhole",
    NULL },
  { "times/filler",
    HEAD "<programme start='2026010520' channel='c'><title>21 Junior</title></programme>"
         "<programme start='2026010521' channel='c'><title>21 Junior</title></programme>" TAIL,
    "p c 20260105200000 ?|title=21 Junior\np c 20260105210000 ?|title=21 Junior\nwhole",
    NULL },
  { "times/1970-and-2100",
    HEAD "<programme start='1970' channel='c'>" TITLE "</programme>"
         "<programme start='19691231' channel='c'>" TITLE "</programme>"
         "<programme start='1970010101' channel='c'>" TITLE "</programme>"
         "<programme start='2100' channel='c'>" TITLE "</programme>"
         "<programme start='9999' channel='c'>" TITLE "</programme>" TAIL,
    "p c 19700101010000 ?|title=T\np c 21000101000000 ?|title=T\n3 rejected\nwhole",
    NULL },

  /* Channels */
  { "channels/no-element", WITH (TITLE), T "\nwhole", NULL },
  { "channels/after-programmes",
    HEAD "<channel id='a'/><programme start='2026' channel='c'>" TITLE "</programme>"
         "<channel id='c'><display-name>C</display-name></channel>" TAIL,
    "c a\n" T "\nc c|name=C\nwhole",
    NULL },
  { "channels/empty-id",
    HEAD "<channel id=''><display-name>C</display-name></channel><channel/>"
         "<programme start='2026' channel=' '>" TITLE "</programme><programme start='2026'>" TITLE
         "</programme>" TAIL,
    "4 rejected\nwhole",
    NULL },
  { "channels/same-id-twice",
    HEAD "<channel id='a'><display-name>A</display-name><icon src='http://x/1'/></channel>"
         "<channel id='a'><display-name>B</display-name></channel>" TAIL,
    "c a|name=A|icon=http://x/1\nc a|name=B\nwhole",
    NULL },
  { "channels/many-names",
    HEAD
    "<channel id='a'><display-name>TVP1</display-name><display-name lang='pl'>PL: TVP 1 HD"
    "</display-name><display-name>1</display-name><display-name>TVP1</display-name></channel>" TAIL,
    "c a|name=TVP1|name=PL: TVP 1 HD|name=1\nwhole",
    NULL },
  { "channels/case",
    HEAD "<channel id='TF1.fr'/><channel id='tf1.fr'/>" TAIL,
    "c TF1.fr\nc tf1.fr\nwhole",
    NULL },
  { "channels/both-cases",
    HEAD "<channel id='rtl'/><channel id='RTL'/>" TAIL,
    "c rtl\nc RTL\nwhole",
    NULL },
  { "channels/blanks-and-entities",
    HEAD "<channel id=' 21  Junior.al '/><channel id='UK: alibi'/><channel id='A&amp;E.us'/>"
         "<channel id='A&E.us'/>" TAIL,
    "c 21 Junior.al\nc UK: alibi\nc A&E.us\nc A&E.us\nwhole",
    NULL },
  { "channels/suffixes", HEAD "<channel id='Canal4.co@SD'/>" TAIL, "c Canal4.co@SD\nwhole", NULL },
  { "channels/nonsense-ids",
    HEAD "<channel id='(no tvg-id)'/><channel id='TS'/>" TAIL,
    "c (no tvg-id)\nc TS\nwhole",
    NULL },
  { "channels/one-id-many-channels",
    HEAD "<channel id='a'><display-name>HD</display-name>"
         "<display-name>SD</display-name></channel>" TAIL,
    "c a|name=HD|name=SD\nwhole",
    NULL },

  /* Content */
  { "content/languages",
    WITH ("<title lang='es'>Uno</title><title lang=\"en\">One</title>"
          "<desc lang='en'>D</desc><desc>E</desc><sub-title lang='es'>S</sub-title>"),
    P "|title=Uno|lang=es|title=One|lang=en|sub=S|lang=es|desc=D|lang=en|desc=E\nwhole",
    NULL },
  { "content/child-order",
    WITH ("<icon src='http://x/p.jpg'/><desc>D</desc><category>C</category>" TITLE),
    T "|desc=D|category=C|icon=http://x/p.jpg\nwhole",
    NULL },
  { "content/blanks",
    WITH ("<title>\n  A \t title\r\n </title><desc>\n\n</desc>"),
    P "|title=A title\nwhole",
    NULL },
  { "content/no-title", WITH ("<title/><desc>D</desc>"), "1 rejected\nwhole", NULL },
  { "content/episode-ns",
    WITH (TITLE "<episode-num system='xmltv_ns'>1 . 4/12 . 0/2</episode-num>"),
    T "|season=2|episode=5|number=1 . 4/12 . 0/2\nwhole",
    NULL },
  { "content/episode-ns-season",
    WITH (TITLE "<episode-num system='xmltv_ns'>1 . . </episode-num>"),
    T "|season=2|number=1 . .\nwhole",
    NULL },
  { "content/episode-ns-episode",
    WITH (TITLE "<episode-num system='xmltv_ns'>.12.</episode-num>"),
    T "|episode=13|number=.12.\nwhole",
    NULL },
  { "content/episode-ns-part",
    WITH (TITLE "<episode-num system='xmltv_ns'>0.12/13.0/3</episode-num>"),
    T "|season=1|episode=13|number=0.12/13.0/3\nwhole",
    NULL },
  { "content/episode-onscreen",
    WITH (TITLE "<episode-num system='onscreen'>S44 E7802</episode-num>"),
    T "|season=44|episode=7802|number=S44 E7802\nwhole",
    NULL },
  { "content/episode-no-system",
    WITH (TITLE "<episode-num>E124</episode-num>"),
    T "|episode=124|number=E124\nwhole",
    NULL },
  { "content/episode-both",
    WITH (TITLE "<episode-num system='onscreen'>Folge S9E9</episode-num>"
                "<episode-num system='xmltv_ns'>1.2.</episode-num>"
                "<episode-num system='dd_progid'>EP0123.0456</episode-num>"
                "<episode-num system='thetvdb.com'>series/1</episode-num>"),
    T "|season=2|episode=3|number=Folge S9E9\nwhole",
    NULL },
  { "content/date-year", WITH (TITLE "<date>2019</date>"), T "|year=2019\nwhole", NULL },
  { "content/date-day", WITH (TITLE "<date>20200101</date>"), T "|year=2020\nwhole", NULL },
  { "content/date-none", WITH (TITLE "<date>soon</date><date>19</date>"), T "\nwhole", NULL },
  { "content/ratings",
    WITH (TITLE
          "<rating system='Kijkwijzer'><value>12+</value><icon src='http://x/r'/></rating>"
          "<rating><value>Seks</value></rating><star-rating><value>8/10</value></star-rating>"),
    T "|stars=8.0|rating=12+\nwhole",
    NULL },
  { "content/stars",
    WITH (TITLE "<star-rating><value>4/5</value></star-rating>"
                "<star-rating><value>1/5</value></star-rating>"),
    T "|stars=8.0\nwhole",
    NULL },
  { "content/stars-comma",
    WITH (TITLE "<star-rating><value> 7,5 / 10 </value></star-rating>"),
    T "|stars=7.5\nwhole",
    NULL },
  { "content/stars-none",
    WITH (TITLE "<star-rating><value>***</value></star-rating>"
                "<star-rating><value>9/0</value></star-rating><star-rating/>"),
    T "\nwhole",
    NULL },
  { "content/flags",
    WITH ("<new/><premiere>Today</premiere><previously-shown start='2020'/>"
          "<last-chance></last-chance><live />" TITLE),
    T "|new|live|premiere|repeat|last-chance\nwhole",
    NULL },
  { "content/credits",
    WITH (TITLE
          "<credits><actor role='R'>Ana<image>http://x/a</image></actor><director>Di</director>"
          "<director>Do</director><presenter>Bo &amp; Co</presenter><writer>W</writer></credits>"),
    T "|cast=Ana, Bo & Co|director=Di, Do\nwhole",
    NULL },
  { "content/icon-empty",
    WITH (TITLE "<icon src=''/><icon/><icon src='file:///etc/passwd'/>"
                "<icon src='https://x/1'/><icon src='https://x/2'/>"),
    T "|icon=https://x/1\nwhole",
    NULL },
  { "content/icon-ampersand",
    WITH (TITLE "<icon src=\"http://x/?a=1&b=2&amp;c=3&copy=4\" />"),
    T "|icon=http://x/?a=1&b=2&c=3&copy=4\nwhole",
    NULL },
  { "content/clumpidx", AT ("start='2026' clumpidx='0/2'"), T "\nwhole", NULL },
  { "content/unknown",
    WITH ("<foo><title>No</title><foo/></foo><catchup>1</catchup>" TITLE "<image>x</image>"),
    T "\nwhole",
    NULL },

  /* XML */
  { "xml/bare-ampersand",
    WITH ("<title>Dailey & Vincent &; &x &nonsense; &#; &#xg; AT&T</title>"),
    P "|title=Dailey & Vincent &; &x &nonsense; &#; &#xg; AT&T\nwhole",
    NULL },
  { "xml/html-entities",
    WITH ("<title>T&eacute;l&eacute;&nbsp;&euro;&thetasym;&Prime;&apos;&lt;&#233;&#xE9;&#X1f600;</"
          "title>"),
    P "|title=Télé\u00a0€ϑ″'<éé\U0001f600\nwhole",
    NULL },
  { "xml/windows-numbers", WITH ("<title>it&#146;s&#133;</title>"), P "|title=it’s…\nwhole", NULL },
  { "xml/nonsense-numbers",
    WITH ("<title>a&#0;b&#xd800;c&#99999999;d&#10;e</title>"),
    P "|title=a\ufffdb\ufffdc\ufffdd e\n3 replaced\nwhole",
    NULL },
  { "xml/cdata",
    WITH ("<title><![CDATA[A <b> & &amp; ]] ]]>B</title>"),
    P "|title=A <b> & &amp; ]] B\nwhole",
    NULL },
  { "xml/comment",
    WITH ("<title>A<!-- <title>no</title> -->B</title><!-- <desc>no</desc> -->"),
    P "|title=AB\nwhole",
    NULL },
  { "xml/bare-less-than",
    WITH ("<title>I <3 you < me <you</title><desc>1<2</desc>"),
    P "|title=I <3 you < me <you|desc=1<2\nwhole",
    NULL },
  { "xml/tags-in-text",
    WITH ("<title>A <b>bold</b> title</title><desc>One<br/>two</desc>"),
    P "|title=A bold title|desc=One two\nwhole",
    NULL },
  { "xml/no-blank-between-attributes",
    HEAD "<programme start=\"2026\"channel=\"c\"stop='2027'>" TITLE "</programme>" TAIL,
    "p c 20260101000000 20270101000000|title=T\nwhole",
    NULL },
  { "xml/missing-end",
    HEAD "<programme start='2026' channel='c'>" TITLE "<programme start='2027' channel='c'>" TITLE
         "</programme><programme start='2028' channel='c'><title>Bro<channel id='a'/>" TAIL,
    T "\np c 20270101000000 ?|title=T\nc a\n1 rejected\nwhole",
    NULL },
  { "xml/missing-end-of-child",
    WITH ("<title>A<desc>B</desc><category>C</category>"),
    P "|title=A|desc=B|category=C\nwhole",
    NULL },
  { "xml/broken-url",
    HEAD "<channel id='a'><display-name>A</display-name><url>http://x />"
         "<icon src='http://x/i'/></channel><channel id='b'/>" TAIL,
    "c a|name=A|icon=http://x/i\nc b\nwhole",
    NULL },
  { "xml/other-in-between",
    HEAD "<programme start='2026' channel='c'>{\"error\":[1,2]}" TITLE "</programme>"
         "{\"a\":\"<programme \"} <channel id='b'/>" TAIL,
    T "\nc b\n1 rejected\nwhole",
    NULL },
  { "xml/broken-start-tag",
    HEAD "<programme start='2026 channel='c'>" TITLE
         "</programme><programme start=2026 channel=c>" TITLE "</programme>" TAIL,
    T "\n1 rejected\nwhole",
    NULL },
  { "xml/control-characters",
    WITH ("<title>A\x1a"
          "b\x7f\x01</title>"),
    P "|title=A b\nwhole",
    NULL },
  { "xml/invalid-utf-8",
    WITH ("<title>K\xe4se \xc3\xa9 \xed\xa0\x80</title>"),
    P "|title=K\ufffdse é \ufffd\ufffd\ufffd\n4 replaced\nwhole",
    NULL },
  { "xml/latin-1-declared",
    "<?xml version='1.0' encoding='ISO-8859-1'?><tv><channel id='\xe9'/></tv>",
    "c é\nwhole",
    NULL },
  { "xml/windows-1251-declared",
    "<?xml version='1.0' encoding='windows-1251'?><tv><channel id='\xcf\xf0\xe8'/></tv>",
    "c При\nwhole",
    NULL },
  { "xml/utf-8-declared-as-latin-1",
    "<?xml version='1.0' encoding='ISO-8859-1'?><tv><channel id='été'/></tv>",
    "c été\nwhole",
    NULL },
  { "xml/nothing-declared",
    "<tv><channel id='\xe9t\xe9 &eacute; \x93'/><channel id='été'/></tv>",
    "c été é “\nc été\nwhole",
    NULL },
  { "xml/byte-order-mark", "\xef\xbb\xbf" HEAD "<channel id='é'/>" TAIL, "c é\nwhole", NULL },
  { "xml/blank-line-first", "\r\n\n " HEAD "<channel id='é'/>" TAIL, "c é\nwhole", NULL },
  { "xml/doctype",
    "<?xml version='1.0'?>\n<!DOCTYPE tv\n  SYSTEM \"xmltv.dtd\"\n>\n<tv><channel id='a'/></tv>",
    "c a\nwhole",
    NULL },
  { "xml/doctype-entities",
    "<!DOCTYPE tv [<!ENTITY x \"no\"><!ENTITY y SYSTEM \"file:///etc/passwd\"><!ELEMENT tv (a)>]>"
    "<tv><channel id='&x;&y;'/></tv>",
    "c &x;&y;\nwhole",
    NULL },
  { "xml/one-line",
    "<tv><channel id='a'/><channel id='b'/><programme start='2026' channel='c'>" TITLE
    "</programme></tv>",
    "c a\nc b\n" T "\nwhole",
    NULL },
  { "xml/attribute-order",
    HEAD "<programme\n channel = 'c'\n\tstop='2027' start\n=\n\"2026\" >" TITLE
         "</programme >" TAIL,
    "p c 20260101000000 20270101000000|title=T\nwhole",
    NULL },
  { "xml/greater-than-in-value",
    HEAD "<channel id='a>b/'/><channel id=\"c'd\">x</channel>" TAIL,
    "c a>b/\nc c'd\nwhole",
    NULL },
  { "xml/empty-guide", "<tv generator-info-name='x'>\n</tv>\n", "whole", NULL },
  { "xml/empty-guide-no-line", "<tv></tv>", "whole", NULL },
  { "xml/empty-guide-one-tag", "<tv generator-info-name='x' />", "whole", NULL },
  { "xml/instruction", WITH ("<title>A<?x > <title> ?>B</title>"), P "|title=AB\nwhole", NULL },
  { "times/entities",
    AT ("start='&#50;026' stop='2027 &#x2b;0100'"),
    "p c 20260101000000 20261231230000|title=T\nwhole",
    NULL },
  { "times/other-forms",
    HEAD "<programme start='2026-01-05T20:15:00.5+01:00' stop='2026-01-05' channel='c'>" TITLE
         "</programme><programme start='2026-0500' channel='c'>" TITLE "</programme>"
         "<programme start=' 20260105201500 GMT+1 ' channel='c'>" TITLE "</programme>"
         "<programme start='20260105240000' channel='c'>" TITLE "</programme>" TAIL,
    "p c 20260105191500 ?|title=T\np c 20260101050000 ?|title=T\np c 20260105191500 ?|title=T\n"
    "p c 20260106000000 ?|title=T\nwhole",
    NULL },
  { "times/no-times",
    HEAD "<programme start='20261301' channel='c'>" TITLE "</programme>"
         "<programme start='20260230' channel='c'>" TITLE "</programme>"
         "<programme start='202601052' channel='c'>" TITLE "</programme>"
         "<programme start='20260105250000' channel='c'>" TITLE "</programme>"
         "<programme start='202601052061' channel='c'>" TITLE "</programme>"
         "<programme start='202601052015000' channel='c'>" TITLE "</programme>"
         "<programme start='' channel='c'>" TITLE "</programme>" TAIL,
    "7 rejected\nwhole",
    NULL },
  { "xml/truncated",
    HEAD "<channel id='a'/><programme start='2026' channel='c'>" TITLE,
    "c a\n1 rejected\nThe guide ended early",
    NULL },
  { "xml/truncated-between", HEAD "<channel id='a'/>", "c a\nThe guide ended early", NULL },
  { "xml/html",
    "<!DOCTYPE html><html><head><title>Secret</title></head></html>",
    "The answer is a web page, not a guide",
    NULL },
  { "xml/json",
    "{\"user_info\":{\"username\":\"secret\"}}",
    "The answer is data of another kind, not a guide",
    NULL },
  { "xml/playlist",
    "#EXTM3U\n#EXTINF:-1,Secret\nhttp://x/secret",
    "The answer is a playlist, not a guide",
    NULL },
  { "xml/empty", "", "The answer is empty", NULL },
};

static GTimeZone *
find_zone (const char *name)
{
  return name != NULL ? g_time_zone_new_identifier (name) : NULL;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GTimeZone) zone = find_zone (row->zone);

  for (gsize size = 1; size < 10000; size *= 3)
    {
      g_autofree char *text = lineup_guide_text_read (row->guide, strlen (row->guide), size, zone);

      g_assert_cmpstr (text, ==, row->expected);
    }
}

/* Icons of any length come, and none that is longer than an address may be goes on. */
static void
test_icon_length (void)
{
  g_autofree char *path = g_strnfill (3000, 'x');
  g_autofree char *guide = g_strdup_printf (
      HEAD "<channel id='a'><icon src='http://x/%s'/><icon src='http://x/%.2000s'/></channel>" TAIL,
      path,
      path);
  g_autofree char *text = lineup_guide_text_read (guide, strlen (guide), 100, NULL);
  g_autofree char *expected = g_strdup_printf ("c a|icon=http://x/%.2000s\nwhole", path);

  g_assert_cmpstr (text, ==, expected);
}

/* UTF-16, with a mark and without one. */
static void
test_utf16 (void)
{
  static const char *const guide
      = "<?xml version='1.0' encoding='UTF-16'?><tv><channel id='été'/></tv>";
  static const char *const charsets[] = { "UTF-16", "UTF-16LE", "UTF-16BE" };

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      gsize length = 0;
      g_autofree char *encoded = g_convert (guide, -1, charsets[i], "UTF-8", NULL, &length, NULL);
      g_autofree char *text = lineup_guide_text_read (encoded, length, 7, NULL);

      g_assert_cmpstr (text, ==, "c été\nwhole");
    }
}

/* In the night in which summer time ends, an hour comes twice: by the order at a channel it is told
 * which one is meant. In the one in which it begins, an hour is left out. */
static void
test_summer_time (void)
{
  static const struct
  {
    const char *zone;
    const char *times[6];
    const char *expected[5];
  } cases[] = {
    { "Europe/Paris",
      { "202610250130", "202610250230", "202610250200", "202610250230", "202610250300", NULL },
      { "20261024233000 20261025003000",
        "20261025003000 20261025010000",
        "20261025010000 20261025013000",
        "20261025013000 20261025020000",
        NULL } },
    { "Europe/Paris",
      { "202603290130", "202603290300", "202603290330", NULL },
      { "20260329003000 20260329010000", "20260329010000 20260329013000", NULL } },
    { "America/New_York",
      { "202611010030", "202611010130", "202611010130", "202611010200", NULL },
      { "20261101043000 20261101053000",
        "20261101053000 20261101063000",
        "20261101063000 20261101070000",
        NULL } },
    { "Australia/Sydney",
      { "202604050130", "202604050230", "202604050230", "202604050300", NULL },
      { "20260404143000 20260404153000",
        "20260404153000 20260404163000",
        "20260404163000 20260404170000",
        NULL } },
    { "Australia/Lord_Howe",
      { "202604050100", "202604050145", "202604050145", "202604050200", NULL },
      { "20260404140000 20260404144500",
        "20260404144500 20260404151500",
        "20260404151500 20260404153000",
        NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = find_zone (cases[i].zone);
      g_autoptr (GString) guide = g_string_new (HEAD);
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autofree char *text = NULL;

      for (gsize k = 0; cases[i].expected[k] != NULL; k++)
        {
          g_string_append_printf (guide,
                                  "<programme channel='c' start='%s' stop='%s'>" TITLE
                                  "</programme>",
                                  cases[i].times[k],
                                  cases[i].times[k + 1]);
          g_string_append_printf (expected, "p c %s|title=T\n", cases[i].expected[k]);
        }
      g_string_append (guide, TAIL);
      g_string_append (expected, "whole");
      text = lineup_guide_text_read (guide->str, guide->len, 100, zone);
      g_assert_cmpstr (text, ==, expected->str);
    }
}

static GBytes *
compress (GBytes *bytes)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, compressor);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();

  g_output_stream_splice (output, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

/* Rows “gzip not announced” and “gzip in gzip”; a tar archive around the guide, as Kodi meets it.
 * xz and zip, and what breaks off, are in the unpacker's own test. */
static void
test_transport (void)
{
  static const char *const guide = HEAD "<channel id='a'/>" TAIL;
  g_autoptr (GByteArray) tar = g_byte_array_new ();
  static const char header[512] = "guide.xml\0 0000644";
  g_autoptr (GBytes) plain = g_bytes_new_static (guide, strlen (guide));
  g_autoptr (GBytes) once = compress (plain);
  g_autoptr (GBytes) twice = compress (once);
  GBytes *const all[] = { plain, once, twice };
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      gsize length = 0;
      const char *data = g_bytes_get_data (all[i], &length);
      g_autofree char *unpacked = lineup_guide_text_read (data, length, 10, NULL);

      g_assert_cmpstr (unpacked, ==, "c a\nwhole");
    }
  g_byte_array_append (tar, (const guint8 *)header, sizeof header);
  g_byte_array_append (tar, (const guint8 *)guide, (guint)strlen (guide));
  g_byte_array_append (tar, (const guint8 *)header + 100, 400);
  text = lineup_guide_text_read ((const char *)tar->data, tar->len, 100, NULL);
  g_assert_cmpstr (text, ==, "c a\nwhole");
}

/* However many there are, one after the other is taken. */
static void
test_many (void)
{
  g_autoptr (GString) guide = g_string_new (HEAD);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (
        guide, "<channel id='%u'><display-name>Name</display-name></channel>", i);
  g_string_append (guide, TAIL);
  text = lineup_guide_text_read (guide->str, guide->len, 64 * 1024, NULL);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 20001);
  g_assert_cmpstr (lines[19999], ==, "c 19999|name=Name");
}

/* A guide that is cut anywhere keeps what was there, and says that it was cut. */
static void
test_truncation (void)
{
  static const char *const guide
      = "<?xml version='1.0'?><!DOCTYPE tv SYSTEM 'xmltv.dtd'><tv a='b'>"
        "<channel id='a'><display-name>A &amp; B</display-name></channel><!-- x -->"
        "<programme start='2026' channel='c'><title><![CDATA[T]]></title></programme>"
        "<programme start='2027' channel='c'><title>T</title><desc>é</desc></programme></tv>\n";
  g_autofree char *whole = lineup_guide_text_read (guide, strlen (guide), 100, NULL);
  const gsize begin = (gsize)(strstr (guide, "<tv") - guide) + strlen ("<tv ");
  const gsize end = (gsize)(strstr (guide, "</tv>") - guide) + strlen ("</tv>");
  gsize n_lines = 0;

  for (gsize length = 0; length <= strlen (guide); length++)
    {
      g_autofree char *text = lineup_guide_text_read (guide, length, 7, NULL);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      gsize n = 0;

      while (lines[n] != NULL
             && (g_str_has_prefix (lines[n], "c ") || g_str_has_prefix (lines[n], "p ")))
        g_assert_nonnull (strstr (whole, lines[n++]));
      g_assert_cmpuint (n, >=, n_lines);
      n_lines = n;
      if (length >= end)
        g_assert_cmpstr (text, ==, whole);
      else if (length >= begin)
        g_assert_nonnull (strstr (text, "The guide ended early"));
    }
  g_assert_cmpuint (n_lines, ==, 3);
}

/* Elements that are made to cost time cost no more than their length. */
static void
test_hostile (void)
{
  static const char *const pieces[]
      = { "<a ",       "<a>",  "<a '",          "<a \"'>", "&amp",
          "<title>",   "<!--", "<category>x",   "</a",     "<credits><actor>",
          "<![CDATA[", "&#x",  "<episode-num>S" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) guide = g_string_new (HEAD "<programme start='2026' channel='c'>" TITLE);
      g_autofree char *text = NULL;

      while (guide->len < LINEUP_XMLTV_MAX_ELEMENT - 100)
        g_string_append (guide, pieces[i]);
      g_string_append (guide, "</programme><channel id='a'/>" TAIL);
      text = lineup_guide_text_read (guide->str, guide->len, 64 * 1024, NULL);
      g_assert_nonnull (strstr (text, "c a\n"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/xmltv-quirks/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/xmltv-quirks/content/icon-length", test_icon_length);
  g_test_add_func ("/xmltv-quirks/xml/utf-16", test_utf16);
  g_test_add_func ("/xmltv-quirks/times/summer-time", test_summer_time);
  g_test_add_func ("/xmltv-quirks/transport", test_transport);
  g_test_add_func ("/xmltv-quirks/channels/many", test_many);
  g_test_add_func ("/xmltv-quirks/xml/truncated-anywhere", test_truncation);
  g_test_add_func ("/xmltv-quirks/xml/hostile", test_hostile);
  return g_test_run ();
}
