import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import type { RegisteredApi, ScopeHolder } from '@portico/sdk'
import { FormDialog } from '../dialogs/form-dialog.tsx'
import { useLastDefined } from '../dialogs/use-last-defined.ts'
import { notifyOfSuccess } from '../feedback/notify.ts'
import { FormFrame } from '../forms/form-frame.tsx'
import { useForm } from '../forms/use-form.ts'
import { bidiIsolate } from '../values/bidi-isolate.ts'
import { ScopeChoice } from './scope-choice.tsx'
import { setScopes } from './set-scopes.ts'

interface ScopesDialogProps {
  api: Pick<RegisteredApi, 'key' | 'name' | 'scopes'> | undefined
  /** Whose scopes are changed; undefined while the dialog is closed */
  holder: Pick<ScopeHolder, 'type' | 'key' | 'name' | 'scopes'> | undefined
  onClose(): void
  onSaved(): Promise<unknown>
}

/** Which scopes of an API somebody has: all, some or none. */
export function ScopesDialog({ api, holder, onClose, onSaved }: ScopesDialogProps) {
  const { t } = useLingui()
  const shownApi = useLastDefined(api)
  const shown = useLastDefined(holder)
  return (
    <FormDialog isOpen={holder !== undefined && api !== undefined} onClose={onClose} title={t`Change scopes`}>
      {shown && shownApi && <ScopesForm api={shownApi} holder={shown} onClose={onClose} onSaved={onSaved} />}
    </FormDialog>
  )
}

type ScopesFormProps = Omit<ScopesDialogProps, 'api' | 'holder'> & {
  api: NonNullable<ScopesDialogProps['api']>
  holder: NonNullable<ScopesDialogProps['holder']>
}

function ScopesForm({ api, holder, onClose, onSaved }: ScopesFormProps) {
  const { t } = useLingui()
  const form = useForm({
    initial: { scopes: holder.scopes },
    async save({ scopes }) {
      await setScopes(api.key, holder, scopes)
      await onSaved()
      const [caller, called] = [bidiIsolate(holder.name), bidiIsolate(api.name)]
      notifyOfSuccess(
        scopes.length === 0 ? t`${caller} can no longer call ${called}` : t`The scopes of ${caller} are saved`,
      )
      onClose()
    },
  })
  const caller = <bdi>{holder.name}</bdi>
  const called = <bdi>{api.name}</bdi>
  return (
    <FormFrame form={form} submitLabel={t`Save`} onCancel={onClose}>
      <Text size="sm">
        <Trans>
          What {caller} may do at {called}. Without any scope it gets no tokens for it. A token that it has works until
          it expires, unless the API checks more than its signature.
        </Trans>
      </Text>
      <ScopeChoice scopes={api.scopes} {...form.field('scopes')} />
    </FormFrame>
  )
}
