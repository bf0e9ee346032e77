import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { SideDrawer } from '../dialogs/side-drawer.tsx'

// Lists of entries are part of many pages, which are there before anybody opens one of the entries.
const EntryDetails = lazy(async () => ({ default: (await import('./entry-details.tsx')).EntryDetails }))

/** One entry beside the list, while there is one. */
export function EntryDrawer({ entryKey, onClose }: { entryKey: string | undefined; onClose(): void }) {
  const { t } = useLingui()
  return (
    <SideDrawer isOpen={entryKey !== undefined} onClose={onClose} title={t`Audit entry`}>
      <Suspense>{entryKey && <EntryDetails entryKey={entryKey} />}</Suspense>
    </SideDrawer>
  )
}
