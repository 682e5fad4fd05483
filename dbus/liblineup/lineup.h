/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* All of the library, which is included as one. */

#include "lineup-account.h"
#include "lineup-client.h"
#include "lineup-enums.h"
#include "lineup-error.h"
#include "lineup-item-list.h"
#include "lineup-item.h"
#include "lineup-job-tracker.h"
#include "lineup-place-list.h"
#include "lineup-place.h"
#include "lineup-playback.h"
#include "lineup-types.h"
