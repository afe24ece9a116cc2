/** Lines of sites and lists that are no part of a story: certain ones only. */
import { isPageFrame } from './page-frame.ts'

const CUT_MARK =
  /^[\s([<{*-]*(?:read more|more(?=\s*[\]>)])|under the cut|read on|read the rest|the fic|fic under the cut|story under the cut|cut for length|click (?:here )?(?:for|to read) (?:the )?(?:fic|story|more)|on to the (?:fic|story)|more under the cut|\/?lj-?cut[^\n]{0,60}|\/?cut|(?:read|continue) (?:this entry|reading)|the rest of the story|here be fic|this way to the fic|to the fic|follow the (?:fake )?cut|behind the cut|weiterlesen|lire la suite)[\s.…!)\]>}*→»-]*$/i
/** Parenthesised LiveJournal cut text: "( In which Jack forgets )". */
const CUT_TEXT = /^\(\s\S(?:[^()]{1,78})\s\)$/
const SITE =
  /^(?:\s*(?:current (?:mood|music|location|book)|mood|music|location|now playing|listening to|entry tags|crossposts|x-clacks|userpic|icon)\s*:[^\n]{0,100}|\s*tags:\s*[^\n]{0,200}|\d+ comments?(?:\s*\|.*)?|(?:no|leave a|post a new|add a|post a|new) comments?(?:\s*\|.*)?|link\s*[·•|]\s*reply.*|\(?(?:reply|thread|parent|expand|link|share|flag|collapse|hide|screen|freeze|permalink)\)?(?:\s*[|·•(]\s*\(?(?:reply|thread|parent|expand|link|share|flag|collapse|to this|collapse|hide)\)?)*\s*|(?:add|link|share|memories|tell a friend|add to memories|track this|edit|bookmark)(?:\s*[|·•]\s*(?:add|link|share|memories|tell a friend|edit|bookmark)[^|]*)+|previous entry.*|next entry.*|(?:<<?|«|‹)?\s*(?:previous|prev|back|next|home|index|main|top)(?:\s+(?:entry|day|chapter|part|page|story))?(?:\s*[|·•/]\s*(?:previous|prev|back|next|home|index|main|top|reply|email the author|email author|review|read reviews|stories|archive|links|guestbook|calendar)[^|]{0,30})*\s*(?:>>?|»|›)?|(?:back|return|go back|on|forward|onward) to (?:the )?(?:master ?(?:post|list)|index|main page|archive|stories|story index|top|chapter \w+|part \w+|home|fiction|fan ?fiction|contents|fic list|my (?:page|stories|fiction)|home ?page|part \w+|title page|menu|list|.{1,30} (?:page|index|archive|stories|fiction|fic))\.?|(?:part|chapter) (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s*(?:>>?|»|→|-+>)|(?:>>?|»|→|-+>)\s*(?:part|chapter) \S+|end file\.?|\(see the end of the (?:work|chapter) for (?:more )?notes\.?\)|stats:?|(?:preface|afterword|chapter notes|work inspired.*)|table of contents|chapter text|work text:?|skip to (?:main )?content|log ?in|sign ?up|please log in.*|follow\/fav|story text|share this.*|print this (?:page|story)|powered by.*|you are visitor.*|this page has been visited.*|\[?click here to .{0,40}\]?|your review has been posted\.?|the author would like to thank you for your continued support\..*|review this (?:story|chapter).*|send (?:feedback|comments?) to.{0,60}|(?:e-?mail|mail) (?:the )?(?:author|me).{0,50}|comments? to:? \S+@\S+|feedback(?: to)?:? \S+@\S+|\S+@\S+\.\w{2,4}|archived? (?:at|on).{0,60}|exported with the assistance of fichub\.net.*|posted (?:originally )?(?:on|at) the archive of our own.*|this (?:story|file|text|work) (?:was )?(?:archived|downloaded|saved) (?:at|from|by).{0,100})$/i
const LIST_FOOTER =
  /^(?:to (?:un)?subscribe.{0,120}|your use of yahoo! groups.*|\[?non-text portions of this message.*|yahoo! groups (?:sponsor|links).*|-{5,}\s*yahoo! groups.*|_{20,}|-{10,}~-->.*|.{0,20}mailing list\s*$|.{0,80}@(?:yahoogroups|egroups|onelist|lists\.\S+)\.?(?:com)?.{0,60}|do you yahoo!\?.*|get your (?:private|free).{0,60}(?:e-?mail|hotmail).*|checked by avg.*|this (?:e-?mail|message) (?:has been|was) (?:scanned|checked).*|posted to .{0,40} by .{0,60}|http:\/\/(?:groups\.yahoo|\S*listinfo)\S*)$/i
const BEGGING =
  /^[\s*_~([<-]*(?:(?:please )?(?:r ?(?:&|and|n) ?r|read (?:and|&) review|review|comment|leave (?:a |me a )?(?:review|comment|kudos|feedback))s?(?: please| pls| plz)?|(?:please,? )*(?:do )?(?:review|comment|feed ?back)[^.!?]{0,40}|(?:comments?|reviews?|feedback|concrit|constructive criticism|con\/?crit|kudos|crit)(?:,? (?:and|&|or) (?:comments?|reviews?|feedback|concrit|kudos|constructive criticism|crit))*(?: (?:is|are|would be|will be|always|very|make[s]?|feeds?|fuels?|keeps?)[^.!?]{0,70}|\s*[=<]\s*[^.!?]{0,30}|,? (?:please|pls|plz|welcomed?)| (?:welcomed?|appreciated|adored|loved|cherished|gratefully received)[^.!?]{0,40})|so,?\s*what did you think|(?:tell|let) me (?:know )?what you (?:think|thought)|what do you think|love it\?? hate it\??[^.!?]{0,60}|flames will be[^.!?]{0,60}|hit (?:the|that) (?:review )?button|press the (?:little )?(?:purple|blue|review)? ?button|you know you want to|(?:bitte )?review[s]?\??|kommentare[^.!?]{0,60}|über (?:reviews?|kommentare|kommis)[^.!?]{0,60}|laissez[^.!?]{0,40}review[^.!?]{0,20}|жду (?:отзывов|комментариев)[^.!?]{0,40})[\s.!?:;)(*_~\]<3>^DP-]*$/i

export type FurnitureKind = 'cut' | 'site' | 'begging'

/** What kind of furniture a whole line or short block is; null where it is none or not surely. */
export function furnitureOf(text: string): FurnitureKind | null {
  const line = text.trim()
  if (line === '' || line.length > 300) return null
  if (CUT_MARK.test(line) || CUT_TEXT.test(line)) return 'cut'
  if (
    LIST_FOOTER.test(line) ||
    SITE.test(line) ||
    PAGE_MENU.test(line) ||
    isRowOfLinks(line) ||
    isHashtags(line) ||
    isPageFrame(line)
  )
    return 'site'
  return isBegging(line) ? 'begging' : null
}

/** FanFiction.net's chapter menu, copied: "< Prev 1. Chapter 1 2. The Hat Next >". */
const PAGE_MENU =
  /^(?:<\s*Prev\s+)(?:\d+\.\s.*?)?(?:Next\s*>)?$|^1\.\s[^.!?]{1,60}(?:\s\d{1,3}\.\s[^.!?]{1,60})+$|^(?:1\.\s[\s\S]*?)(?:Next\s*>|<\s*Prev(?:\s+Next\s*>)?)$|^see (?:part|chapter) (?:one|1|i) for (?:the )?(?:disclaimers?|headers?|notes?|all|everything|warnings?)\b.{0,60}$|^(?:disclaimers?,?(?: is| are)? |headers? )?(?:see|as in|in|with) (?:part|chapter) (?:one|1|i)\b.{0,30}$/i

/** "Back to the fic | Sign my guestbook": every cell is a place to go to. */
function isRowOfLinks(line: string): boolean {
  const cells = line.split(/\s*[|•·]\s*/).filter((cell) => cell !== '')
  return (
    cells.length > 1 && line.length < 160 && cells.every((cell) => SITE.test(cell) || LINK_WORDS.test(cell))
  )
}

const LINK_WORDS =
  /^\[?\s*(?:(?:back|return|go|on|up|forward|sign|view|read|e-?mail|send|visit|join)\b.{0,40}|next|prev(?:ious)?|random|home|list(?: sites)?|index|main|top|feedback|review|guestbook|links?|archive|stories|fiction|fanfic|skip(?: it)?|next \d|all sites|master ?post|part \w+|chapter \w+)\s*\]?$/i

/** One or more sentences that only ask for reviews. */
function isBegging(line: string): boolean {
  if (line.length >= 200) return false
  if (BEGGING.test(line)) return true
  const sentences = line
    .split(/(?<=[.!?~])\s+|\s*[,;]\s+(?=no flames)/i)
    .filter((sentence) => /\p{L}/u.test(sentence))
  return (
    sentences.length > 1 &&
    sentences.every(
      (sentence) =>
        BEGGING.test(sentence) ||
        /^(?:please|no flames|pretty please|thanks?(?: you)?(?: for reading)?|r ?& ?r|flames .{0,40})[\s.!?,~]*$/i.test(
          sentence,
        ),
    ) &&
    sentences.some((sentence) => BEGGING.test(sentence))
  )
}

const END_MARK =
  /^[\s*_~([<{=#（【［〈《-]*(?:終わり|終り|おわり|おしまい|終|完|了|全文完|正文完|完结|完結|全篇完|未完待续|未完待續|待续|待續|続く|つづく|未完|끝|終劇|(?:the )?end|fin|finis|finito|fini|owari|ende|fine|fim|конец|end file|(?:tbc|t\.b\.c\.?|to be continued)(?:\W+(?:in|with) (?:the next )?(?:part|chapter)[^\n]{0,20})?|to be concluded|fortsetzung folgt|à suivre|continuará|continua|продолжение следует|-{2}30-{2}|-30-|∞|'tis done|the very end|the (?:real |actual )?end(?:, really)?|end of (?:part|chapter|story|fic|chap|ch|pt|prologue|book|transmission|file|act)\b[^\n]{0,30}|end (?:part|chapter|pt|ch|story|book|act|notes?)?\s*(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|[ivx]+)?(?:\s*(?:\/|of)\s*\S{1,6})?|(?:to be )?continued (?:in|on) (?:part|chapter|the next)[^\n]{0,30}|the end\s*\(?(?:for now|or is it|of part \w+|at last|finally|of chapter \w+)\)?|fin du chapitre[^\n]{0,20}|ende (?:von )?(?:kapitel|teil)[^\n]{0,20}|\(?(?:end|tbc)\s*\d+\s*\/\s*(?:\d+|\?)\)?)[\s.…!?。！）】］〉》)\]>}=*_~#-]*$/i

/** "The End", "~fin~", "TBC", "End part 1/3": alone on its line, never inside a sentence. */
export function isEndMark(text: string): boolean {
  const line = withoutRings(text.trim())
  return line.length > 0 && line.length <= 60 && /[\p{L}\d∞]/u.test(line) && END_MARK.test(line)
}

/** "oOo The End oOo", "0o0 fin 0o0". */
function withoutRings(line: string): string {
  return /^([o0x]{2,7})\b[\s~*-]*(.*?)[\s~*-]*\b[o0x]{2,7}$/i.exec(line)?.[2] ?? line
}

/** "#fic #merlin": a blog's own tags. */
export function isHashtags(text: string): boolean {
  return /^(?:#\p{L}[\p{L}\p{N}_-]*(?: \p{L}+)*[\s,]*){2,}$/u.test(text.trim()) && text.length < 400
}

/** Whether an end mark says that the story goes on. */
export function saysToBeContinued(text: string): boolean {
  return /tbc|t\.b\.c|continued|concluded|fortsetzung|suivre|continuará|продолжение|待[续續]|続く|つづく|未完/i.test(
    text,
  )
}
