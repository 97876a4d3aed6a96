" galpi in vim (8.1 and later) and neovim.
"
" Copy this file into ~/.vim/plugin or ~/.config/nvim/plugin, or source it.
"
"   :Galpi 볼륨 게이트웨이    sections, best first, in the quickfix list
"   :GalpiService S3         what the notes say of a service
"   :GalpiConcept failover   what they say of a concept
"
" Mappings to choose keys for:
"
"   nmap <leader>g <Plug>(galpi-word)     the word under the cursor
"   xmap <leader>g <Plug>(galpi-visual)   what is selected, a pasted question too
"
" Names of services and concepts in the notes are completed after the commands
" by <Tab>, and in the text by CTRL-X CTRL-U with
"
"   set completefunc=GalpiComplete

if exists('g:loaded_galpi')
  finish
endif
let g:loaded_galpi = 1

" The program, and what stands before each query: of each section its best line.
" Without -m1 all matches are listed.
let g:galpi_program = get(g:, 'galpi_program', 'galpi')
let g:galpi_options = get(g:, 'galpi_options', '--vimgrep -m1')

" Runs galpi and returns what it writes to standard output alone; what it says
" beside that, in whatever language, is shown, not listed.
function! s:Run(arguments, input) abort
  let l:words = [g:galpi_program] + a:arguments
  let l:messages = tempname()
  let l:command = join(map(l:words, 'shellescape(v:val)')) . ' 2>' . shellescape(l:messages)
  let l:lines = a:input is v:null ? systemlist(l:command) : systemlist(l:command, a:input)
  let l:told = filereadable(l:messages) ? filter(readfile(l:messages), '!empty(v:val)') : []
  call delete(l:messages)
  if !empty(l:told)
    echohl WarningMsg | echomsg join(l:told) | echohl None
  endif
  return l:lines
endfunction

function! s:List(lines, title) abort
  call setqflist([], ' ', {'lines': a:lines, 'efm': '%f:%l:%c:%m', 'title': a:title})
  if empty(a:lines)
    echo v:lang =~? '^ko' ? 'galpi: 결과가 없습니다' : 'galpi: nothing found'
    return
  endif
  cfirst
  let l:window = win_getid()
  botright cwindow
  call win_gotoid(l:window)
endfunction

" Searches; the query goes by standard input, where no shell reads it.
function! GalpiSearch(query) abort
  if a:query !~# '\S'
    return
  endif
  call s:List(s:Run(split(g:galpi_options) + ['-'], a:query), 'galpi ' . substitute(a:query, '\n\+', ' ', 'g'))
endfunction

function! s:Lookup(command, name) abort
  let l:arguments = [a:command] + split(g:galpi_options) + ['--', a:name]
  call s:List(s:Run(l:arguments, v:null), 'galpi ' . a:command . ' ' . a:name)
endfunction

" Returns the names of services or concepts in the notes, Korean ones too.
function! s:Names(commands) abort
  let l:names = []
  for l:command in a:commands
    for l:line in s:Run([l:command, '--json', '--no-refresh'], v:null)
      let l:entry = json_decode(l:line)
      let l:names += filter([l:entry.name, l:entry.korean], '!empty(v:val)')
    endfor
  endfor
  return l:names
endfunction

function! s:Matching(names, typed) abort
  let l:typed = tolower(a:typed)
  return filter(a:names, 'stridx(tolower(v:val), l:typed) == 0')
endfunction

" A name may be several words, of which vim completes the last.
function! s:CompleteCommand(commands, lead, line) abort
  let l:typed = matchstr(a:line, '^\s*\S\+\s\+\zs.*')
  let l:done = len(l:typed) - len(a:lead)
  return map(s:Matching(s:Names(a:commands), l:typed), 'strpart(v:val, l:done)')
endfunction

function! s:CompleteAny(lead, line, position) abort
  return s:CompleteCommand(['service', 'concept'], a:lead, a:line)
endfunction

function! s:CompleteService(lead, line, position) abort
  return s:CompleteCommand(['service'], a:lead, a:line)
endfunction

function! s:CompleteConcept(lead, line, position) abort
  return s:CompleteCommand(['concept'], a:lead, a:line)
endfunction

" For 'completefunc': names of services and concepts in the text.
function! GalpiComplete(findstart, base) abort
  if a:findstart
    return match(strpart(getline('.'), 0, col('.') - 1), '\k*$')
  endif
  return s:Matching(s:Names(['service', 'concept']), a:base)
endfunction

function! s:Selected() abort
  let [l:text, l:type] = [getreg('"'), getregtype('"')]
  silent normal! gvy
  let l:selected = getreg('"')
  call setreg('"', l:text, l:type)
  return l:selected
endfunction

command! -nargs=+ -complete=customlist,s:CompleteAny Galpi call GalpiSearch(<q-args>)
command! -nargs=+ -complete=customlist,s:CompleteService GalpiService call s:Lookup('service', <q-args>)
command! -nargs=+ -complete=customlist,s:CompleteConcept GalpiConcept call s:Lookup('concept', <q-args>)

nnoremap <silent> <Plug>(galpi-word) :<C-U>call GalpiSearch(expand('<cword>'))<CR>
xnoremap <silent> <Plug>(galpi-visual) :<C-U>call GalpiSearch(<SID>Selected())<CR>
