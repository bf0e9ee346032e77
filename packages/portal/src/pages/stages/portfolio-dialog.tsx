import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { answer, completed, type Portfolio } from '@portico/sdk'
import { managementApi, portfoliosApi } from '../../api/apis.ts'
import { invalidatePortfolios } from '../../api/queries.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { checkName } from './check-name.ts'

interface PortfolioDialogProps {
  /** Without one, a portfolio is created */
  portfolio?: Portfolio
  isOpen: boolean
  onClose(): void
}

export function PortfolioDialog({ isOpen, ...content }: PortfolioDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog
      isOpen={isOpen}
      onClose={content.onClose}
      title={content.portfolio ? t`Rename portfolio` : t`Create portfolio`}
    >
      <PortfolioForm {...content} />
    </FormDialog>
  )
}

function PortfolioForm({ portfolio, onClose }: Omit<PortfolioDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const path = { portfolioKey: portfolio?.key ?? '' }
  const form = useEditForm({
    loaded: { name: '', ...portfolio },
    isNew: !portfolio,
    valuesOf: ({ name }) => ({ name }),
    requestOf: ({ name }) => ({ name: name.trim() }),
    labels: { name: t`Name` },
    check: checkName,
    problemFields: { portfolio_name_taken: 'name' },
    read: () => answer(managementApi.GET('/portfolios/{portfolioKey}', { params: { path } })),
    send: ({ body, header }) =>
      completed(
        portfolio
          ? portfoliosApi.PATCH('/portfolios/{portfolioKey}', { params: { path, header }, body })
          : managementApi.POST('/portfolios', { body }),
      ),
    async saved({ name }) {
      await invalidatePortfolios()
      const shown = bidiIsolate(name.trim())
      notifyOfSuccess(portfolio ? t`Portfolio ${shown} saved` : t`Portfolio ${shown} created`)
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={portfolio ? t`Rename` : t`Create`} onCancel={onClose}>
      <TextInput
        label={t`Name`}
        data-autofocus
        {...(portfolio ? {} : { description: t`A set of stages with their own assets, for example of a subsidiary.` })}
        {...form.text('name')}
      />
    </FormFrame>
  )
}
