/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-guides.h"

#include "lineup-account-guide-opener.h"

struct _LineupAccountGuides
{
  GObject parent_instance;

  LineupGuideOpener *opener;      /* (owned) */
  LineupGuideSources *sources;    /* (owned) */
  LineupGuideKeeper *keeper;      /* (owned) */
  LineupShortGuideKeeper *shorts; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupAccountGuides, lineup_account_guides, G_TYPE_OBJECT)

static void
lineup_account_guides_finalize (GObject *object)
{
  LineupAccountGuides *self = LINEUP_ACCOUNT_GUIDES (object);

  /* The keeper of short guides may live on for a moment, but not ask for the panel. */
  lineup_short_guide_keeper_stop (self->shorts);
  g_clear_object (&self->shorts);
  g_clear_object (&self->keeper);
  g_clear_object (&self->sources);
  g_clear_object (&self->opener);

  G_OBJECT_CLASS (lineup_account_guides_parent_class)->finalize (object);
}

static void
lineup_account_guides_class_init (LineupAccountGuidesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_account_guides_finalize;
}

static void
lineup_account_guides_init (LineupAccountGuides *self)
{
}

/* A panel has a guide of its own, be it that it says there is none. */
static void
update_own (LineupGuideChoices *choices, GParamSpec *pspec, LineupAccount *account)
{
  if (lineup_account_get_source_type (account) == LINEUP_SOURCE_TYPE_PANEL)
    lineup_guide_choices_add_own (choices, LINEUP_GUIDE_CHOICES_PANEL);
  else
    lineup_guide_choices_drop_own (choices, LINEUP_GUIDE_CHOICES_PANEL);
}

static void
make_sources (LineupAccountGuides *self,
              const LineupAccountGuidesParts *parts,
              LineupGuideChoices *choices)
{
  g_autoptr (LineupGuideProposals) proposals = NULL;

  update_own (choices, NULL, parts->account);
  g_signal_connect_object (
      parts->account, "notify::type", G_CALLBACK (update_own), choices, G_CONNECT_SWAPPED);
  self->opener = lineup_account_guide_opener_new (
      parts->account, parts->source, choices, parts->hosts);
  proposals = lineup_guide_proposals_new (
      parts->account,
      parts->secrets,
      choices,
      parts->sync,
      lineup_account_storage_get_playlist_path (parts->storage));
  self->sources = lineup_guide_sources_new (parts->account,
                                            parts->secrets,
                                            choices,
                                            proposals,
                                            lineup_account_storage_get_guide (parts->storage),
                                            lineup_hosts_get_clock (parts->hosts));
}

static void
make_keepers (LineupAccountGuides *self,
              const LineupAccountGuidesParts *parts,
              LineupGuideChoices *choices)
{
  self->keeper = lineup_guide_keeper_new (&(LineupGuideKeeperParts){
      .account = parts->account,
      .storage = parts->storage,
      .source = parts->source,
      .opener = self->opener,
      .sources = self->sources,
      .sync = parts->sync,
      .schedule = parts->schedule,
      .leases = parts->leases,
      .conditions = parts->conditions,
      .hosts = parts->hosts,
      .jobs = parts->jobs,
  });
  self->shorts = lineup_short_guide_keeper_new (&(LineupShortGuideKeeperParts){
      .account = parts->account,
      .provider = LINEUP_SOURCE_PROVIDER (parts->source),
      .sync = parts->sync,
      .catalogue = lineup_account_storage_get_catalogue (parts->storage),
      .guide = lineup_account_storage_get_guide (parts->storage),
      .choices = choices,
      .matching = lineup_guide_keeper_get_matching (self->keeper),
      .clock = lineup_hosts_get_clock (parts->hosts),
  });
}

LineupAccountGuides *
lineup_account_guides_new (const LineupAccountGuidesParts *parts)
{
  LineupAccountGuides *self = g_object_new (LINEUP_TYPE_ACCOUNT_GUIDES, NULL);
  LineupGuideChoices *choices = lineup_account_storage_get_guide_choices (parts->storage);

  make_sources (self, parts, choices);
  make_keepers (self, parts, choices);
  return self;
}

LineupGuideSources *
lineup_account_guides_get_sources (LineupAccountGuides *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_GUIDES (self), NULL);

  return self->sources;
}

LineupGuideKeeper *
lineup_account_guides_get_keeper (LineupAccountGuides *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_GUIDES (self), NULL);

  return self->keeper;
}

LineupShortGuideKeeper *
lineup_account_guides_get_short_guides (LineupAccountGuides *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_GUIDES (self), NULL);

  return self->shorts;
}

LineupJobRunner *
lineup_account_guides_get_runner (LineupAccountGuides *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_GUIDES (self), NULL);

  return lineup_account_guide_get_runner (lineup_guide_keeper_get_syncs (self->keeper));
}

void
lineup_account_guides_stop (LineupAccountGuides *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_GUIDES (self));

  lineup_short_guide_keeper_stop (self->shorts);
  lineup_guide_keeper_stop (self->keeper);
}
