/**
 * The words for yes and no, one line for each language: yes, true as its spreadsheets write it, active. No word means the
 * one in one language and the other in another. docs/importing-users.md lists them.
 */
export const flagWords: Record<'yes' | 'no', readonly string[]> = {
  yes: [
    ...['yes', 'y', 'true', 't', '1', 'on', 'active', 'enabled'],
    ...['ja', 'j', 'wahr', 'aktiv'], // German; ja is Dutch, Danish, Norwegian and Swedish as well
    ...['oui', 'o', 'vrai', 'actif'], // French
    ...['sim', 's', 'verdadeiro', 'ativo'], // Portuguese
    ...['sí', 'verdadero', 'activo'], // Spanish
    ...['sì', 'vero', 'attivo'], // Italian
    ...['cert', 'actiu'], // Catalan
    ...['waar', 'actief'], // Dutch
    ...['sand', 'sann', 'sant'], // Danish, Norwegian, Swedish
    ...['kyllä', 'tosi'], // Finnish
    ...['tak', 'prawda'], // Polish
    ...['ano', 'áno', 'pravda'], // Czech, Slovak
    ...['igen', 'igaz'], // Hungarian
    ...['da', 'adevărat'], // Romanian
    ...['evet', 'doğru'], // Turkish
    ...['ναι', 'αληθές', 'αληθής'], // Greek
    ...['да', 'истина'], // Russian; да is Bulgarian as well
    ...['так', 'істина'], // Ukrainian
    ...['はい', '真', '有効'], // Japanese; 真 is Chinese as well
    ...['是'], // Chinese
    ...['예', '네', '참'], // Korean
    ...['نعم', 'صحيح'], // Arabic
    ...['כן', 'אמת'], // Hebrew
  ],
  no: [
    ...['no', 'n', 'false', 'f', '0', 'off', 'inactive', 'disabled'],
    ...['nein', 'falsch', 'inaktiv'],
    ...['non', 'faux', 'inactif'],
    ...['não', 'falso', 'inativo'],
    ...['inactivo'],
    ...['inattivo'],
    ...['fals', 'inactiu'],
    ...['nee', 'onwaar', 'inactief'],
    ...['nej', 'nei', 'falsk', 'usann', 'falskt'],
    ...['ei', 'epätosi'],
    ...['nie', 'fałsz'],
    ...['ne', 'nepravda'],
    ...['nem', 'hamis'],
    ...['nu'],
    ...['hayır', 'yanlış'],
    ...['όχι', 'ψευδές', 'ψευδής'],
    ...['нет', 'не', 'ложь'],
    ...['ні', 'хибність'],
    ...['いいえ', '偽', '無効'],
    ...['否', '假'],
    ...['아니요', '아니오', '거짓'],
    ...['لا', 'خطأ'],
    ...['לא', 'שקר'],
  ],
}

/** Without accents, and with neither of the Turkish and Polish letters that have none to take away. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ıł]/g, (letter) => (letter === 'ı' ? 'i' : 'l'))
    .replaceAll('ς', 'σ')

const flags = new Map([
  ...flagWords.yes.map((word) => [folded(word), true] as const),
  ...flagWords.no.map((word) => [folded(word), false] as const),
])

const longestWord = 20

/** What a word for yes or no says, in any case and with or without its accents. Undefined where it says neither. */
export const flagOf = (text: string): boolean | undefined =>
  text.length > longestWord ? undefined : flags.get(folded(text.trim()))
