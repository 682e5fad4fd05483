# SPDX-License-Identifier: LGPL-2.1-or-later
# What can come next, lineupctl itself knows best.
_lineupctl() {
  local word
  COMPREPLY=()
  while IFS=$'\t' read -r word _; do
    COMPREPLY+=("$word")
  done < <(lineupctl complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _lineupctl lineupctl
