import '@mantine/spotlight/styles.css'
import { useLingui } from '@lingui/react/macro'
import { VisuallyHidden } from '@mantine/core'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useSession } from '../api/session.ts'
import { navigationFor } from '../components/navigation/navigation.ts'
import { StatusBadge } from '../components/values/status-badge.tsx'
import type { Status } from '../components/values/statuses.ts'
import { type FoundByWords, foundByWords } from './found-by-words.ts'
import { guidesToRead } from './guides-to-read.ts'
import { ownPages } from './own-pages.ts'
import type { PaletteQuestion } from './palette-actions.ts'
import { recentChoices, rememberChoice } from './recent-choices.ts'
import { useFoundThings } from './use-found-things.ts'
import { usePaletteActions } from './use-palette-actions.ts'
import { useUndoableChanges } from './use-undoable-changes.ts'
import { wordsOfPages } from './words-of-pages.ts'

const [store, palette] = createSpotlight()

interface Entry extends Pick<FoundByWords, 'id' | 'label' | 'description' | 'icon' | 'staysOpen' | 'open'> {
  status?: Status
  isOfThing?: boolean
}

interface EntryGroup {
  label: string
  entries: Entry[]
}

interface PaletteProps {
  isOpen: boolean
  onClose: () => void
  query: string
  onQueryChange: (query: string) => void
  /** Enter was pressed before the field was there. */
  isEntered: boolean
  onTaken: () => void
}

/** The search for pages, actions, guides and things. The server finds the things. */
export default function Palette({ isOpen, onClose, query, onQueryChange, isEntered, onTaken }: PaletteProps) {
  const { t } = useLingui()
  // What an action asks for is chosen here, and then nothing else is found.
  const [question, setQuestion] = useState<PaletteQuestion>()
  const isOffboarding = question === 'whom-to-offboard'
  const isUndoing = question === 'what-to-undo'
  const { things, isSearching } = useFoundThings(query, isOffboarding)
  const router = useRouter()
  const session = useSession()
  const found = things.map(({ label, hits }) => ({
    label,
    entries: hits
      // Nobody offboards themselves.
      .filter(({ to }) => !isOffboarding || to !== `/users/${session.user.key}`)
      .map((hit): Entry => {
        const search = isOffboarding ? { dialog: 'offboard' } : (hit.search ?? {})
        return {
          ...hit,
          id: [hit.to, hit.label, hit.description, ...Object.values(search)].join(' '),
          open: () => router.navigate({ to: hit.to, search }),
        }
      }),
  }))
  // After what the server finds, so that Enter waits for that.
  const guides = useGuides(isSearching ? '' : query)
  const own = usePagesAndActions(query, (asked) => {
    onQueryChange('')
    setQuestion(asked)
  })
  const undoable = useUndoableEntries(isUndoing, query)
  const shown = isOffboarding ? found : isUndoing ? [{ label: t`Bulk changes`, entries: undoable ?? [] }] : undefined
  const groups = (shown ?? [...own, ...found, guides]).filter(({ entries }) => entries.length > 0)
  // The spotlight selects a hit only as one types, so Enter takes the first one where it came, or comes, later.
  const [entered, setEntered] = useState<string>()
  const first = groups[0]?.entries[0]
  useEffect(() => {
    if (!isEntered) return
    onTaken()
    if (query.trim() !== '') setEntered(query)
  }, [isEntered, onTaken, query])
  useEffect(() => {
    if (entered === undefined || entered !== query || (isSearching && first === undefined)) return
    setEntered(undefined)
    if (first === undefined) return
    if (!first.staysOpen) palette.close()
    first.open()
  }, [entered, query, isSearching, first])
  useEffect(() => {
    if (isOpen) palette.open()
  }, [isOpen])
  const asked = isOffboarding
    ? t`Who do you want to offboard?`
    : isUndoing
      ? t`Which bulk change do you want to undo?`
      : undefined
  const isSelf = things.some(({ hits }) => hits.some(({ to }) => to === `/users/${session.user.key}`))
  const nothing = (): string => {
    if (isUndoing && query.trim() === '')
      return undoable ? t`No bulk change of the last seven days can be undone.` : t`Searching…`
    if (isSearching) return t`Searching…`
    if (isOffboarding && query.trim().length < 2) return t`Type the name or e-mail of the user who leaves.`
    if (isOffboarding && isSelf) return t`You cannot offboard yourself. Ask another administrator.`
    return t`Nothing matches “${query}”.`
  }
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={onQueryChange}
      onSpotlightClose={() => {
        setQuestion(undefined)
        onClose()
      }}
      scrollable
      maxHeight={440}
      attributes={{ content: { 'aria-label': t`Search` } }}
    >
      <Spotlight.Search
        placeholder={asked ?? t`Search or paste a key`}
        aria-label={asked ?? t`Search pages, actions, people and clients, or paste a key or client ID`}
        maxLength={256}
        // The field may be ahead of the query, which is rendered after it.
        onKeyDown={({ key, currentTarget: { value } }) =>
          key === 'Enter' && value.trim() !== '' && !hasSelection() && setEntered(value)
        }
        leftSection={<IconSearch size={20} stroke={1.5} aria-hidden />}
      />
      <VisuallyHidden role="status">{asked ?? ''}</VisuallyHidden>
      <Spotlight.ActionsList>
        {groups.map(({ label, entries }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {entries.map(
              ({ id, label, description, status, isOfThing = false, icon: Icon, staysOpen = false, open }) => (
                <Spotlight.Action
                  key={id}
                  label={label}
                  {...(description === undefined ? {} : { description })}
                  leftSection={<Icon size={20} stroke={1.5} aria-hidden />}
                  rightSection={status && <StatusBadge status={status} isOfThing={isOfThing} />}
                  closeSpotlightOnTrigger={!staysOpen}
                  onClick={open}
                />
              ),
            )}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && <Spotlight.Empty style={{ overflowWrap: 'anywhere' }}>{nothing()}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

const hasSelection = (): boolean => document.querySelector('[data-action][data-selected]') !== null

const rememberedBy =
  (userKey: string) =>
  ({ open, ...one }: FoundByWords): FoundByWords => ({
    ...one,
    open() {
      rememberChoice(userKey, one.id)
      return open()
    },
  })

/** The bulk changes that can be undone and fit a text; undefined until they are known */
function useUndoableEntries(isAsked: boolean, query: string): Entry[] | undefined {
  const router = useRouter()
  const words = query.trim().toLowerCase()
  return useUndoableChanges(isAsked)
    ?.filter(({ label, description }) => `${label} ${description}`.toLowerCase().includes(words))
    .map(({ key, ...one }) => ({
      ...one,
      id: key,
      open: () => router.navigate({ to: '/users', search: { change: key } }),
    }))
}

/** The guides that fit a text. Without one they are not listed: they have a page that lists them. */
function useGuides(query: string): EntryGroup {
  const { t } = useLingui()
  const { user } = useSession()
  const hits = query.trim() === '' ? [] : foundByWords(guidesToRead.map(rememberedBy(user.key)), query)
  return { label: t`Guides`, entries: hits.map(({ one }) => one) }
}

/** The group with the better hit comes first. Without a text: what was chosen last, then all pages, then all actions. */
function usePagesAndActions(query: string, onAsk: (question: PaletteQuestion) => void): EntryGroup[] {
  const { t, i18n } = useLingui()
  const router = useRouter()
  const session = useSession()
  const listed = navigationFor(router, session).flatMap(({ items }) => items)
  const own = ownPages.map((page) => ({ ...page, label: i18n._(page.label), isInSettings: false }))
  const pages = [...listed, ...own].map(({ path, label, icon, isInSettings }): FoundByWords => {
    const words = wordsOfPages[path]
    const keywords = words ? i18n._(words) : ''
    return {
      ...{ id: path, label, icon, open: () => router.navigate({ to: path }) },
      ...(isInSettings ? { description: t`Settings`, keywords: `${keywords} ${t`Settings`}` } : { keywords }),
    }
  })
  const remembered = rememberedBy(session.user.key)
  const kinds = [
    { label: t`Pages`, all: pages.map(remembered) },
    { label: t`Actions`, all: usePaletteActions(onAsk).map(remembered) },
  ]
  if (query.trim() === '') {
    const recent = recentChoices(session.user.key)
    const all = [...kinds.flatMap(({ all }) => all), ...guidesToRead.map(remembered)]
    return [
      { label: t`Recently used`, entries: recent.flatMap((id) => all.find((one) => one.id === id) ?? []) },
      ...kinds.map(({ label, all }) => ({ label, entries: all.filter(({ id }) => !recent.includes(id)) })),
    ]
  }
  return kinds
    .map(({ label, all }) => ({ label, hits: foundByWords(all, query) }))
    .sort((a, b) => (a.hits[0]?.rank ?? 9) - (b.hits[0]?.rank ?? 9))
    .map(({ label, hits }) => ({ label, entries: hits.map(({ one }) => one) }))
}
