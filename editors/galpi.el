;;; galpi.el --- Search notes by section, Korean and English  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))

;;; Commentary:

;; M-x galpi          sections, best first, in a compilation buffer: M-g n visits
;; M-x galpi-consult  as you type, with a preview (needs consult)
;; M-. and M-?        the best section on the word at point, and all of them, after
;;
;;   (add-hook 'markdown-mode-hook #'galpi-xref-mode)

;;; Code:

(require 'compile)
(require 'project)
(require 'seq)
(require 'subr-x)
(require 'thingatpt)
(require 'xref)

(declare-function consult--grep "consult")
(defvar consult-async-min-input)

(defgroup galpi nil "Search notes by section." :group 'tools)

(defcustom galpi-program "galpi"
  "The program."
  :type 'string)

(defcustom galpi-notes nil
  "The folder of the notes.
Nil means the folder of a galpi.toml above the file one is in, else that of
the project, else that of the file."
  :type '(choice (const :tag "Those one is in" nil) directory))

(defvar galpi-history nil "What was searched for.")

;; Columns are asked for in characters, as Emacs counts them.
(define-compilation-mode galpi-mode "Galpi"
  "Sections of notes, best first."
  (setq-local compilation-error-regexp-alist
              '(("^\\([^:\n]+\\):\\([0-9]+\\):\\([0-9]+\\):" 1 2 3 0)))
  ;; A hit is no error: it is information, which isn't to be passed over.
  (setq-local compilation-skip-threshold 0)
  (setq-local compilation-error-screen-columns nil)
  (setq-local compilation-first-column 1)
  (setq-local compilation-disable-input t))

(defun galpi--directory ()
  "Return the folder to search in."
  (expand-file-name
   (or galpi-notes
       (locate-dominating-file default-directory "galpi.toml")
       (when-let ((project (project-current))) (project-root project))
       default-directory)))

(defun galpi--read (prompt)
  "Read a query with PROMPT; the region or the word at point is offered."
  (let ((offered (if (use-region-p)
                     (buffer-substring-no-properties (region-beginning) (region-end))
                   (thing-at-point 'word t))))
    (read-string (format-prompt prompt offered) nil 'galpi-history offered)))

;;;###autoload
(defun galpi (query)
  "List the sections that answer QUERY, every match of each."
  (interactive (list (galpi--read "Search notes")))
  (let ((default-directory (galpi--directory))
        ;; No terminal: what galpi draws on one while it indexes isn't for a list.
        (process-connection-type nil))
    (compilation-start
     (mapconcat #'shell-quote-argument
                (list galpi-program "--vimgrep" "--column-unit" "char" "-e" query) " ")
     #'galpi-mode)))

(defun galpi--hits (query limit)
  "Return at most LIMIT hits for QUERY, as alists."
  (with-temp-buffer
    (let ((coding-system-for-read 'utf-8)
          (coding-system-for-write 'utf-8))
      (process-file galpi-program nil '(t nil) nil "--json" "--column-unit" "char"
                    "-n" (number-to-string limit) "-e" query))
    (goto-char (point-min))
    (let (hits)
      (while (not (eobp))
        (let ((line (json-parse-buffer :object-type 'alist :array-type 'list)))
          (when (equal (alist-get 'type line) "hit")
            (push line hits)))
        (forward-line 1))
      (nreverse hits))))

(defun galpi--folder ()
  "Return the folder that paths of hits are relative to."
  (with-temp-buffer
    (process-file galpi-program nil '(t nil) nil "status" "--json" "--no-refresh")
    (goto-char (point-min))
    (file-name-as-directory (alist-get 'notes_folder (json-parse-buffer :object-type 'alist)))))

(defun galpi--xrefs (query limit)
  "Return at most LIMIT sections that answer QUERY, as xrefs."
  (let* ((default-directory (galpi--directory))
         (folder (galpi--folder)))
    (mapcar
     (lambda (hit)
       (let* ((snippet (alist-get 'snippet hit))
              (line (alist-get 'line snippet))
              (match (seq-find (lambda (m) (= (alist-get 'line m) line))
                               (alist-get 'matches hit)))
              (column (if match (1- (alist-get 'column match)) 0))
              (file (expand-file-name (alist-get 'path hit) folder)))
         (xref-make (concat (string-join (alist-get 'trail hit) " › ") ": "
                            (string-trim (alist-get 'text snippet)))
                    (xref-make-file-location file line column))))
     (galpi--hits query limit))))

(defun galpi-xref-backend () "The backend, for `xref-backend-functions'." 'galpi)

(cl-defmethod xref-backend-identifier-at-point ((_ (eql 'galpi)))
  (if (use-region-p)
      (buffer-substring-no-properties (region-beginning) (region-end))
    (thing-at-point 'word t)))

(cl-defmethod xref-backend-identifier-completion-table ((_ (eql 'galpi))) nil)

(cl-defmethod xref-backend-definitions ((_ (eql 'galpi)) identifier)
  (galpi--xrefs identifier 1))

(cl-defmethod xref-backend-references ((_ (eql 'galpi)) identifier)
  (galpi--xrefs identifier 30))

(cl-defmethod xref-backend-apropos ((_ (eql 'galpi)) pattern)
  (galpi--xrefs pattern 30))

;;;###autoload
(define-minor-mode galpi-xref-mode
  "Let \\[xref-find-definitions] find the section on the word at point."
  :lighter nil
  (if galpi-xref-mode
      (add-hook 'xref-backend-functions #'galpi-xref-backend nil t)
    (remove-hook 'xref-backend-functions #'galpi-xref-backend t)))

(defun galpi--command (input)
  "Return the command for INPUT, and how to mark what it found."
  (unless (string-blank-p input)
    (list galpi-program "--prefix" "-0" "-n" "50" "-e" input)))

;;;###autoload
(defun galpi-consult (&optional initial)
  "Search as you type, beginning with INITIAL."
  (interactive)
  (require 'consult)
  ;; Two letters are a syllable and more, where three would keep most Korean
  ;; words waiting.
  (let* ((consult-async-min-input 1)
         (builder (lambda (input)
                    (when-let ((command (galpi--command input)))
                      (cons command #'ignore))))
         ;; Since consult 1.0 it is a function of paths that gives the builder.
         (maker (if (fboundp 'consult--process-collection)
                    (lambda (_paths) builder)
                  builder)))
    (consult--grep "Notes" maker (galpi--directory) initial)))

(provide 'galpi)
;;; galpi.el ends here
