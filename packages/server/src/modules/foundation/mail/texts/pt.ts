import type { SecurityChange } from '../mail.ts'
import type { MailTexts } from './en.ts'

const months = ['janeiro', 'fevereiro', 'março', 'abril', 'maio', 'junho', 'julho', 'agosto', 'setembro', 'outubro']

const whatChanged: Record<SecurityChange, string> = {
  'password-changed': 'A sua palavra-passe foi alterada',
  'password-removed': 'A sua palavra-passe foi removida',
  'password-allowed': 'Foi-lhe permitido iniciar sessão com palavra-passe',
  'authenticator-added': 'A sua aplicação de autenticação foi adicionada',
  'authenticator-removed': 'A sua aplicação de autenticação foi removida',
  'passkey-added': 'A sua chave de acesso foi adicionada',
  'passkey-removed': 'A sua chave de acesso foi removida',
  'provider-linked': 'A sua conta num fornecedor de identidade foi associada',
  'provider-unlinked': 'A sua conta num fornecedor de identidade foi dissociada',
  'sessions-ended': 'As suas sessões foram terminadas',
}

const where = (address: string | null): string => (address === null ? '' : `, a partir do endereço ${address}`)

const sender = (organization: string): string =>
  organization === 'Portico' ? organization : `Portico para ${organization}`

const invitation = (organization: string, by: string | null): string =>
  by === null ? `Recebeu um convite para ${organization}.` : `Recebeu um convite de ${by} para ${organization}.`

export const pt: MailTexts = {
  monthNames: [...months, 'novembro', 'dezembro'],
  time: (day, month, year, time) => `${day} de ${month} de ${year} às ${time} UTC`,
  greeting: 'Olá,',
  footer: (organization) => `Enviado pelo ${sender(organization)}. As respostas a esta mensagem não são lidas.`,
  ignore: 'Se não esperava este convite, ignore esta mensagem.',

  invitationTo: (organization) => `O seu convite para ${organization}`,
  invitedElsewhere: (organization, by) =>
    `${invitation(organization, by)} Inicie sessão como faz habitualmente, com a conta da sua organização:`,
  signIn: 'Iniciar sessão',
  invited: (organization, by) =>
    `${invitation(organization, by)} Abra esta página para aceitar e para escolher a sua palavra-passe:`,
  accept: 'Aceitar o convite',
  asksForCode: 'A página pede este código:',
  bothInvite: (time) =>
    `A ligação e o código são válidos até ${time} e só podem ser usados uma vez. Se não esperava este convite, ignore esta mensagem.`,

  chooseAt: (organization) => `Escolha uma nova palavra-passe em ${organization}`,
  administratorAsks:
    'A administração pede-lhe que escolha uma nova palavra-passe. Abra esta página, em qualquer navegador:',
  somebodyAsks: (by) => `${by} pede-lhe que escolha uma nova palavra-passe. Abra esta página, em qualquer navegador:`,
  choose: 'Escolher uma nova palavra-passe',
  linkValid: (time) =>
    `A ligação é válida até ${time} e só pode ser usada uma vez. Até lá, a sua palavra-passe mantém-se.`,
  askFirst: 'Se não esperava isto, pergunte à administração antes de a abrir.',
  codeAt: (organization) => `O seu código para uma nova palavra-passe em ${organization}`,
  requested: (organization) =>
    `Foi pedida uma nova palavra-passe para a sua conta em ${organization}. Introduza este código na página onde fez o pedido:`,
  orOpen: 'Ou abra esta página, em qualquer navegador:',
  bothValid: (time) =>
    `O código e a ligação são válidos até ${time} e só podem ser usados uma vez. Não revele o código a ninguém: nunca o pedimos de outra forma.`,
  notRequested: 'Se não fez este pedido, ignore esta mensagem: a sua palavra-passe mantém-se.',

  secretExpires: (client, time) => `O segredo de ${client} expira a ${time}`,
  secretOf: (of, client, time, organization) =>
    of === 'relying-party'
      ? `O segredo da aplicação com início de sessão ${client} de ${organization} expira a ${time}. A partir daí, ninguém pode iniciar sessão nela.`
      : `O segredo do cliente de API ${client} de ${organization} expira a ${time}. A partir daí, deixa de receber tokens de acesso.`,
  newSecret:
    'Gere antes um novo segredo. Com uma sobreposição, ambos funcionam enquanto altera os programas que o usam:',
  open: (of) => (of === 'relying-party' ? 'Abrir a aplicação com início de sessão' : 'Abrir o cliente de API'),
  certificateExpires: (provider, time) =>
    provider === null
      ? `O certificado da chave SAML da organização expira a ${time}`
      : `O certificado de ${provider} expira a ${time}`,
  certificateOf: (provider, time, organization) =>
    provider === null
      ? `O certificado da chave que assina as mensagens SAML de ${organization} expira a ${time}. A partir daí, os fornecedores de identidade podem recusar inícios de sessão.`
      : `O certificado do fornecedor de identidade ${provider} de ${organization} expira a ${time}. Quando o fornecedor mudar de chave, ninguém pode iniciar sessão com ele até o novo certificado ser introduzido aqui.`,
  newCertificate:
    'Peça ao fornecedor o próximo certificado ou os novos metadados e adicione-os. Mantenha o certificado atual até o fornecedor mudar:',
  replaceOwnKey: 'Substitua a chave, passo a passo, na página de um fornecedor SAML:',
  openProviders: 'Abrir os fornecedores de identidade',
  hasReplaced: (client) => `${client} substituiu o seu segredo`,
  replaced: (client, at, address, expires, organization) =>
    `O cliente de API ${client} de ${organization} gerou um novo segredo a ${at}${where(address)}, como as suas definições permitem. O novo segredo expira a ${expires}.`,
  somebodyKnows:
    'Se nenhum programa seu faz isto, outra pessoa conhece o segredo. Suspenda imediatamente o cliente de API e gere um novo segredo sem sobreposição:',

  changedAt: (change, organization) => `${organization}: ${whatChanged[change]}`,
  changed: (change, at, address, by) =>
    `${whatChanged[change]} a ${at}${where(address)}${by === null ? '' : `, por ${by}`}.`,
  chooseByForgotten: 'Para a definir, escolha “Esqueceu-se da palavra-passe?” na página de início de sessão.',
  notYou: 'Se não fez esta alteração, reponha imediatamente a sua palavra-passe e avise a administração.',
  tell: 'Se não esperava isto, avise a administração.',

  settingsOf: (organization) => `As definições de e-mail de ${organization} foram alteradas`,
  settingsBy: (by, organization, at, address) =>
    `${by} alterou as definições de e-mail de ${organization} a ${at}${where(address)}.`,
  noServer: 'A organização já não tem um servidor SMTP próprio.',
  newServer: (host) =>
    `A partir de agora, os e-mails passam pelo servidor SMTP ${host}. Quem gere esse servidor pode lê-los, incluindo as ligações e os códigos com que se inicia sessão.`,
  changeBack: 'Se não esperava isto, reponha as definições e veja no registo de auditoria o que mais foi feito.',

  testOf: (organization) => `Mensagem de teste de ${organization}`,
  arrived: (organization) => `${organization} consegue enviar e-mails: esta mensagem chegou.`,
}
