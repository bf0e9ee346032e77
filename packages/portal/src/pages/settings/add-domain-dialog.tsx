import { useLingui } from '@lingui/react/macro'
import { Select, TextInput } from '@mantine/core'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { changeDomains } from './queries.ts'

interface AddDomainDialogProps {
  providers: { key: string; name: string }[]
  isOpen: boolean
  onClose(): void
}

export function AddDomainDialog({ isOpen, ...content }: AddDomainDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={content.onClose} title={t`Add domain`}>
      <AddDomainForm {...content} />
    </FormDialog>
  )
}

function AddDomainForm({ providers, onClose }: Omit<AddDomainDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const form = useForm({
    initial: { domain: '', provider: providers[0]?.key ?? '' },
    check: ({ domain }) => (domain.trim() === '' ? { domain: t`Enter a domain, such as example.com.` } : {}),
    serverFields: { emailDomains: 'domain' },
    problemFields: { identity_provider_domain_taken: 'domain' },
    async save({ domain, provider }) {
      const added = domain.trim()
      await changeDomains(provider, (domains) => [...domains, added])
      notifyOfSuccess(t`Domain ${added} added`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={t`Add domain`} onCancel={onClose}>
      <TextInput
        label={t`Domain`}
        description={t`The part of the e-mails after the @.`}
        placeholder="example.com"
        data-autofocus
        {...form.text('domain')}
      />
      <Select
        label={t`Identity provider`}
        data={providers.map(({ key, name }) => ({ value: key, label: name }))}
        allowDeselect={false}
        {...form.field('provider')}
        onChange={(value) => value && form.set('provider', value)}
      />
    </FormFrame>
  )
}
