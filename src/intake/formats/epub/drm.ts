/** Whether an EPUB's text is locked. Fonts are often scrambled, which harms nothing. */
import { RefusedFile } from '../../../errors.ts'
import { type EpubPackage, safeDecode } from './package.ts'
import { readXml } from './xml.ts'

/** How fonts are scrambled, by IDPF and by Adobe. */
const FONT_SCRAMBLING = /idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC/i

/** @throws RefusedFile `read/drm` when any page of the reading order is encrypted. */
export function refuseLocked({ path, spine, textOf, zip }: EpubPackage): void {
  const source = textOf('META-INF/encryption.xml')
  if (source === undefined) return
  const pages = new Set(spine.map(({ name }) => name))
  let algorithm = ''
  for (const { name, attributes } of readXml(source)) {
    if (name === 'encryptionmethod') algorithm = attributes.get('algorithm') ?? ''
    const target = name === 'cipherreference' ? safeDecode(attributes.get('uri') ?? '') : ''
    if (target === '' || FONT_SCRAMBLING.test(algorithm) || !pages.has(target)) continue
    const maker = zip.names.some((each) => /META-INF\/sinf\.xml$/i.test(each))
      ? 'Apple'
      : 'the shop it was bought from'
    throw new RefusedFile(
      'read/drm',
      `"${path}" is locked by ${maker} (DRM): "${target}" in it is encrypted and cannot be read here.`,
      'Fan fiction is not sold locked; if this is a bought book, read it where you bought it.',
    )
  }
}
