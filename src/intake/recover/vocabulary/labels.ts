import { EAST_ASIAN_LABELS } from './east-asian-labels.ts'

/**
 * The labels writers and sites put before a header field, by field and language.
 * Compared after {@link plainLabel}: case, decoration, plurals, possessives and spaces do not count.
 */

/** What a label announces. Finer than a work's fields: some labels must be told apart by their value. */
export type HeaderField =
  | 'title'
  | 'chapterTitle'
  | 'author'
  /** `Name`: the author's where there is a title besides, otherwise the story's. */
  | 'name'
  | 'contact'
  | 'fandom'
  | 'rating'
  | 'warnings'
  | 'category'
  /** `Category`, `Classification`, `Type`: category, fandom, genre code or rating, as the value says. */
  | 'kind'
  | 'relationships'
  | 'characters'
  | 'tags'
  | 'summary'
  | 'notes'
  | 'endNotes'
  | 'disclaimer'
  | 'gift'
  /** `Series`: a series, or in alt.startrek.creative headers the television show. */
  | 'series'
  | 'length'
  /** `Chapters: 3/5`. */
  | 'chapterCount'
  | 'published'
  | 'updated'
  /** A date that is not the story's: downloaded, packaged. */
  | 'packaged'
  | 'status'
  | 'language'
  | 'beta'
  | 'prompt'
  | 'spoilers'
  | 'archive'
  | 'feedback'
  | 'credit'
  | 'furniture'

const ENGLISH: Record<HeaderField, string> = {
  title:
    'title|story title|story|fic|fic title|story name|fic name|work title|titled|title of story|name of story|name of fic|title/challenge|title/prompt|original title',
  chapterTitle:
    'chapter|chapter title|chapter name|part|part title|installment|instalment|episode|this chapter|chap|chapter number',
  author:
    "author|by|written by|story by|fic by|author name|name of author|author/artist|writer|pen name|penname|pseudonym|pseud|username|user name|lj name|lj username|livejournal name|posted by|submitted by|from|who wrote it|authored by|creator|co-author|coauthor|co author|co-writer|author's pseudonym|handle",
  name: 'name',
  contact:
    'e-mail|email|e mail|mail|e-mail address|email address|author e-mail|author email|contact|contact info|website|web site|web page|webpage|homepage|home page|url|aim|author website|author url|author contact',
  fandom:
    'fandom|show|tv show|universe|fandom/universe|source|based on|canon|section|crossover|crossover with|crossover fandom|fic fandom|fandom used|book|movie|film|fandom name|the fandom|archive category',
  rating:
    'rating|rated|rate|content rating|age rating|mpaa|mpaa rating|rating level|adult content rating|story rating|work rating|ratings advisory',
  warnings:
    'warning|archive warning|content warning|cw|tw|trigger warning|trigger|content|contain|content note|content advisory|advisory|caution|squick|squicks|warning/contain|cw/tw|tw/cw|possible trigger|warning note',
  category: 'orientation|slash/het/gen|gen/het/slash|het/slash/gen|slash or het|gen/slash/het',
  kind: 'category|type|classification|story type|type of story|kind',
  relationships:
    'pairing|main pairing|relationship|ship|shipping|couple|otp|p|romantic pairing|side pairing|ships/pairing|romance|pairing/relationship|paring|pairing info|coupling|threesome|who/who',
  characters:
    'character|main character|major character|minor character|cast|starring|featuring|who|focus|char|character list|cast of character|dramatis personae|character focus|players',
  tags: 'genre|tag|additional tag|keyword|key word|freeform|freeform tag|kink|trope|theme|code|bingo fill|bingo square|square|pov|point of view|story code|genre/type|style|fic type|category/keyword|kink/trope|ao3 tag|mood of story',
  summary:
    "summary|description|blurb|synopsis|premise|teaser|story summary|plot|about|abstract|in brief|plot summary|full summary|story|what it's about|short summary|long summary|quick summary|in short|in a nutshell|tagline|logline",
  notes:
    "note|a/n|an|a n|a.n|a.n.|a-n|a/n's|ans|a/ns|author's note|authors note|author note|author's comment|author's comments|author comment|author's ramblings|author's word|comment|story note|preface|foreword|nb|n.b.|n.b|n/b|thank|thank you|acknowledgement|acknowledgment|beginning note|author's chapter note|author chapter note|chapter note|opening note|start note|pre-note|writer's note|writer note|note from the author|note from author|note to reader|fic note|additional note|extra note|general note|important note|quick note|translator's note|note/warning|a note|one note|my note|ps|p.s|p.s.|explanation|background|backstory|disclaimer note|archivist's note|archivist note",
  endNotes:
    'end note|endnote|ending note|closing note|after note|afternote|afterword|end a/n|a/n at end|end of chapter note|final note|footnote|end author note|chapter end note|authors end note|postscript|post-note|notes at the end|glossary|translation note|translations',
  disclaimer:
    "disclaimer|disclaim|standard disclaimer|usual disclaimer|legal|legal stuff|legalese|legal note|copyright|copyright info|ownership|claimer|i don't own|not mine|disclaimer stuff|declaimer|disclaimer thingy|disclaimer and such|legal disclaimer|©",
  gift: 'dedication|dedicated to|dedicate|for|gift for|a gift for|written for|recipient|giftee|request by|requested by|to|gifted to|requestor|requester|present for|gift to|for the use of|assigned to',
  series:
    'series|series/sequel|part of|sequel to|prequel to|sequel|follow|verse|arc|story arc|series title|series name|part of series|part of the series|in series|sequence',
  length:
    'word count|wordcount|word|word total|total word|length|size|count|wc|w/c|story length|number of word|word number|no. of word|words total|# of word|word count so far|fic length|chapter length|chapter word count',
  chapterCount: 'chapters|number of chapter|number of part|parts|no. of chapter',
  published:
    'date|posted|posted on|posted at|date posted|date written|written|written on|completed on|published|first posted|originally posted|first published|date published|publication date|publish date|post date|date of posting|started|date started|finished on|created|submitted|submitted on|added|date added|written in|date completed|posted date|date archived',
  updated:
    'updated|last updated|date updated|update|last update|updated on|last modified|revised|date revised',
  packaged: 'packaged|downloaded|download date|date downloaded|exported|archived on',
  status:
    'status|complete|completed|wip|finished|state|story status|fic status|completion status|completion|complete or wip|work in progress|is it complete|completed/wip',
  language: 'language|lang',
  beta: "beta|beta reader|beta-reader|beta'd by|betaed by|beta by|betaed|beta'd|beta read by|unbeta'd|unbetaed|brit-picker|britpicker|britpick|brit-pick|brit-picked by|alpha|alpha reader|cheerleader|cheerleading|thanks to|thank to|betaread by|beta'd and britpicked by|betas & cheerleader|many thanks to|special thanks|special thanks to|big thanks to|editor|edited by|proofreader|first reader|pre-reader|prereader",
  prompt:
    'prompt|challenge|event|community|exchange|round|table/prompt|table|claim|fest|day|prompt used|challenge name|prompt word|for the prompt|prompt number|prompter|challenge/prompt|written for challenge|in response to|response to|answer to challenge|challenge response|from the prompt|word prompt|lyric prompt|prompt set|bingo|fill for|challenge element|week|claimed',
  spoilers:
    'spoiler|spoiler warning|spoiler alert|spoils|season|timeline|timeframe|time frame|time-frame|time line|set|setting|continuity|episode spoiler|time|era|period|time period|place in canon|when|set in|takes place|series/season|timeline/spoiler|compliance|canon compliance',
  archive:
    'archive|archiving|distribution|permission|permission to archive|archive permission|crossposted|cross-posted|cross posted|crossposted to|cross-posted to|cross posted to|also at|also on|also posted at|mirror|ao3 link|x-posted|x-posted to|x-post|link|also posted to|archived at|archive at|posting|reposting|ok to archive|original link|original url|story url|source url|story link|original source|dist|archived|where to archive|ffn link|publisher|site|disribution|repost|other site',
  feedback:
    'feedback|review|concrit|fb|flame|constructive criticism|crit|criticism|comment policy|kudo|comment and review|favs|favorites|favourites|follows|favourite|hits|read|read count|bookmarks',
  credit:
    'artist|art by|art|banner|banner by|cover|cover art|cover by|cover art by|soundtrack|song|lyrics|lyric|inspiration|inspired by|translation|translator|translated by|illustrator|illustration|illustrated by|music by|mix|fanmix|mixer|podfic|art link|playlist|original story|credit|song credit|lyric credit|icon by|graphic|artwork|artwork by|title from|title credit|lyrics by|based on the song',
  furniture:
    'stats|collections|mood|current mood|music|current music|location|current location|entry tag|crosspost|icon|userpic|line|message-id|path|organization|newsgroup|subject|reply-to|x-mailer|security|entry|current book|listening to|mime-version|content-type|content-transfer-encoding|x-newsreader|nntp-posting-host|reading|watching|doing',
}

/** Other languages: fanfiktion.de, EFP, ficbook.net, Spirit, translated eFiction sites. */
const OTHER_LANGUAGES: Partial<Record<HeaderField, string>> = {
  title:
    'titel|titre|título|titulo|titolo|название|titel der geschichte|título do capítulo|tytuł|cím|otsikko|nimi',
  author:
    'autor|autorin|autor(in)|von|geschrieben von|auteur|auteure|auteur(e)|auteurice|autrice|par|écrit par|autora|autor(a)|por|escrito por|autore|scritto da|автор|авторы|författare|schrijver|tekijä|kirjoittaja|írta|szerző',
  fandom: 'univers|categoria|categoría|fandom(s)|фэндом|фандом|фэндомы|fandomy',
  rating:
    'altersfreigabe|eingestuft|freigabe|ab|classement|clasificación|clasificacion|classificação|classificacao|raiting|рейтинг|korhatár|ikäraja|classificazione|einstufung|altersempfehlung|alter',
  warnings:
    'warnung|warnungen|warnhinweis|hinweis|hinweise|avertissement|avertissements|advertencia|advertencias|aviso|avisos|avvertimento|avvertimenti|предупреждение|предупреждения|varningar|varoitukset|waarschuwing|waarschuwingen|figyelmeztetés|ostrzeżenia',
  kind: 'kategorie|catégorie|catégories|categorie|категория|kategoria|направленность',
  relationships:
    'paar|paare|paarung|paarungen|pareja|parejas|casal|casais|shipper|coppia|coppie|tipo di coppia|пэйринг|пейринг|пэйринги|пэйринг и персонажи|пейринг и персонажи|paritus|páros|párosítás|personagens/casais',
  characters:
    'charaktere|charakter|hauptpersonen|hauptcharaktere|personen|figuren|personnage|personnages|personaje|personajes|personagem|personagens|personaggio|personaggi|персонаж|персонажи|hahmot|karaktärer|personages|szereplők|postacie|bohaterowie',
  tags: 'gattung|genres|género|generos|géneros|gênero|gêneros|genere|generi|жанр|жанры|жанр(ы)|метки|тэги|теги|műfaj|gatunek|thema|thème|tema|punkt of view',
  summary:
    "zusammenfassung|inhalt|inhaltsangabe|kurzbeschreibung|kurzfassung|worum geht es|worum geht's|résumé|resume|resumen|sinopse|sinopsis|resumo|riassunto|introduzione|trama|описание|саммари|аннотация|краткое содержание|sammanfattning|yhteenveto|samenvatting|streszczenie|opis|tartalom|összefoglaló",
  notes:
    "anmerkung|anmerkungen|anmerkung der autorin|anmerkung des autors|anmerkungen der autorin|vorwort|autornotiz|autorennotiz|note de l'auteur|notes de l'auteur|note de l'auteure|notes de l'auteure|note de l'auteur(e)|nda|n/a de l'auteur|nota de la autora|notas de la autora|nota del autor|notas del autor|notas|notas da autora|notas do autor|nota da autora|nota do autor|nota|n/a da autora|note dell'autrice|note dell'autore|nota dell'autrice|note autrice|note autore|примечание|примечания|примечания автора|примечание автора|от автора|от авторки|комментарий|комментарии|notes d'auteur|anteckningar|huomautukset|kommentar|opmerking|opmerkingen|megjegyzés|od autora|od autorki|uwagi",
  endNotes: 'nachwort|notes de fin|notas finais|notas finales|note finali|schlussbemerkung|послесловие',
  disclaimer:
    "haftungsausschluss|droits|droits d'auteur|descargo|descargo de responsabilidad|renuncia|дисклеймер|отказ от прав|rechtliches|vastuuvapaus|jogok|дисклаймер|отказ|disclamer|rechte",
  gift: 'widmung|für|gewidmet|dédicace|pour|dédié à|dedicatoria|dedicado a|para|dedicatória|dedicado à|dedica|dedicata a|per|посвящение|подарок для|voor|omistettu|dedykacja',
  series: 'serie|série|serien|reihe|saga|teil von|saison|цикл|serial',
  length:
    'wörter|wortanzahl|wortzahl|wörteranzahl|länge|umfang|mots|nombre de mots|palabras|número de palabras|palavras|número de palavras|parole|numero di parole|numero parole|conteggio parole|размер|слов|количество слов|кол-во слов|lunghezza|longueur|sanoja|ord|woorden|szavak',
  chapterCount:
    'kapitelanzahl|anzahl kapitel|nombre de chapitres|capítulos totales|количество частей|кол-во частей',
  published:
    'veröffentlicht|erstellt|veröffentlicht am|erstellt am|datum|geschrieben|geschrieben am|publié|publié le|date de publication|publicado|publicada|publicado em|fecha|data|pubblicata|pubblicato|data di pubblicazione|опубликован|опубликовано|дата|дата публикации|дата написания|julkaistu|julkaistu|publicerad',
  updated:
    'aktualisiert|zuletzt aktualisiert|aktualisiert am|geändert|mis à jour|mise à jour|mis à jour le|actualizado|actualizada|atualizado|atualizada|aggiornata|aggiornato|обновлено|обновлён|изменено',
  status:
    'abgeschlossen|fertiggestellt|fertig|statut|terminé|terminée|estado|terminado|terminada|completa|concluída|concluida|stato|завершен|завершён|статус|tila|állapot',
  language: 'sprache|langue|idioma|lingua|язык|kieli|taal|språk|nyelv|język',
  beta: 'betaleser|betaleserin|betaleser(in)|bêta|bêta-lecture|bêta lectrice|бета|бета-ридер|беты|гамма|beta-lecteur|beta-lectrice|bétalectrice',
  prompt: 'défi|reto|desafio|sfida|заявка|ключ|herausforderung|aufgabe|contest',
  spoilers: 'zeitpunkt|zeitlinie|époque|cronología|таймлайн|сезон|spoilerwarnung|spoilers pour',
  archive: 'размещение|разрешение|публикация на других ресурсах|archivierung',
  chapterTitle: 'kapitel|teil|chapitre|capítulo|capitulo|capitolo|глава|часть|kapitel titel',
  credit:
    'переводчик|переводчики|übersetzer|übersetzerin|übersetzung|traducción|traduction|traductrice|traduttrice|traduzione|перевод',
  contact: 'e-mail-adresse|courriel|correo|почта',
}

/** Words that may stand before or after a label without changing it: "Overall rating", "Rating so far". */
export const LABEL_MODIFIERS = new Set(
  'story fic fanfic work main major minor other overall additional standard usual general total current estimated approximate my the a this quick brief full possible potential obligatory required mandatory necessary official chapter part entry individual primary secondary background our final new fiction'.split(
    ' ',
  ),
)

/** Labels so common in letters, reports and talk that alone they prove nothing. */
export const WEAK_LABELS = new Set(
  [
    '注意|説明|作品|原作|人物|角色|コメント|备注|備考|声明|警告|日期|状态|설명|작품|주의|人物|原著|衍生|题目|題目',
    'name|story|by|from|to|for|date|day|part|chapter|episode|p|who|location|time|when|set|size|count|state|status|content|contain|note|comment|description|about|subject|mail|email|e-mail|contact|url|link|site|source|section|book|movie|film|show|type|kind|code|focus|plot|song|music|lyric|lyrics|art|icon|mood|line|path|reading|watching|doing|week|round|table|claim|event|community|place|warning|caution|legal|permission|posted|written|created|started|added|update|updated|finished|complete|completed|editor|credit|thank|thank you|ps|p.s|p.s.|about|period|era|link|entry|security|players|style|theme|square|copyright|read|review|art|background|explanation|von|par|por|per|für|pour|para|voor|ab|alter|data|datum|teil|kapitel|chapitre|capítulo|capitolo|глава|часть|ord|parts|sequence|arc|verse|mix|cover|banner|title|titel|titre|título|titolo',
  ]
    .join('|')
    .split('|')
    .map((label) => plainLabel(label)),
)

/** Labels never written with anything but a colon, since "To - " or "By = " is no label. */
const COLON_ONLY = new Set([...WEAK_LABELS].filter((label) => label !== plainLabel('title')))

/**
 * A label as it is compared: lower case, decoration and apostrophes dropped, each word without a final plural `s`.
 * "Author's Notes" and "authors note" → "author note".
 */
export function plainLabel(label: string): string {
  return label
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/\((?:e?s|n|in|a|en|e|ы)\)/g, '')
    .replace(/[*_~"“”]/g, '')
    .replace(/\s*\/\s*/g, '/')
    .replace(/\s+/g, ' ')
    .trim()
    .split(' ')
    .map(plainWord)
    .join(' ')
}

function plainWord(word: string): string {
  const bare = word.replace(/'s?(?=\/|$)/g, '').replace(/'/g, '')
  return bare.length > 3 ? bare.replace(/(?<=\p{L}{2})s(?=\/|$)/gu, '') : bare
}

/** "Chapters: 3/5" is not "Chapter: 3": the plural counts here. */
const PLURAL_MATTERS: Record<string, HeaderField> = { chapters: 'chapterCount', parts: 'chapterCount' }

const FIELD_BY_LABEL = new Map<string, HeaderField>()
for (const table of [ENGLISH, OTHER_LANGUAGES, EAST_ASIAN_LABELS]) {
  for (const [field, labels] of Object.entries(table) as [HeaderField, string][]) {
    for (const label of labels.split('|')) {
      const plain = plainLabel(label)
      if (!FIELD_BY_LABEL.has(plain)) FIELD_BY_LABEL.set(plain, field)
    }
  }
}

/** The field a label announces, exactly as in the tables. */
export function fieldOfLabel(label: string): HeaderField | undefined {
  return PLURAL_MATTERS[label.toLowerCase().trim()] ?? FIELD_BY_LABEL.get(plainLabel(label))
}

export function isWeakLabel(label: string): boolean {
  return WEAK_LABELS.has(plainLabel(label))
}

export function needsColon(label: string): boolean {
  return COLON_ONLY.has(plainLabel(label))
}
