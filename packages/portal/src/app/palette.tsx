import '@mantine/spotlight/styles.css'
import { useLingui } from '@lingui/react/macro'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useSession } from '../api/session.ts'
import { navigationFor } from '../components/navigation/navigation.ts'
import { type Hit, useFoundThings } from './use-found-things.ts'

const [store, palette] = createSpotlight()

/** The search for pages and things. The server finds all but the pages. */
export default function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useLingui()
  const [query, setQuery] = useState('')
  const { things, isSearching } = useFoundThings(query)
  const groups = [{ label: t`Pages`, hits: useFoundPages(query) }, ...things].filter(({ hits }) => hits.length > 0)
  const router = useRouter()
  // Enter that was pressed before the first hit came takes that.
  const [entered, setEntered] = useState<string>()
  const first = groups[0]?.hits[0]?.to
  useEffect(() => {
    if (entered === undefined || entered !== query || (isSearching && first === undefined)) return
    setEntered(undefined)
    if (first === undefined) return
    palette.close()
    router.navigate({ to: first })
  }, [entered, query, isSearching, first, router])
  useEffect(() => {
    if (isOpen) palette.open()
  }, [isOpen])
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      scrollable
      maxHeight={440}
      attributes={{ content: { 'aria-label': t`Search` } }}
    >
      <Spotlight.Search
        placeholder={t`Search pages, people, clients and applications, or paste a key`}
        aria-label={t`Search pages, people, clients and applications, or paste a key`}
        maxLength={256}
        onKeyDown={({ key }) => key === 'Enter' && isSearching && first === undefined && setEntered(query)}
        leftSection={<IconSearch size={20} stroke={1.5} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groups.map(({ label, hits }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {hits.map(({ to, label, description, icon: Icon }) => (
              <Spotlight.Action
                key={to}
                label={label}
                description={description}
                leftSection={<Icon size={20} stroke={1.5} aria-hidden />}
                onClick={() => router.navigate({ to })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && (
          <Spotlight.Empty style={{ overflowWrap: 'anywhere' }}>
            {isSearching ? t`Searching…` : t`Nothing is called “${query}”.`}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function useFoundPages(query: string): Hit[] {
  const sections = navigationFor(useRouter(), useSession())
  const words = query.trim().toLowerCase()
  return sections
    .flatMap(({ items }) => items)
    .filter(({ label, keywords }) => `${label} ${keywords}`.toLowerCase().includes(words))
    .map(({ path, label, icon }) => ({ to: path, label, icon }))
}
