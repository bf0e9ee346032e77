import { useLingui } from '@lingui/react/macro'
import { SideDrawer } from '../dialogs/side-drawer.tsx'
import { EntryDetails } from './entry-details.tsx'

/** One entry beside the list, while there is one. */
export function EntryDrawer({ entryKey, onClose }: { entryKey: string | undefined; onClose(): void }) {
  const { t } = useLingui()
  return (
    <SideDrawer isOpen={entryKey !== undefined} onClose={onClose} title={t`Audit entry`}>
      {entryKey && <EntryDetails entryKey={entryKey} />}
    </SideDrawer>
  )
}
